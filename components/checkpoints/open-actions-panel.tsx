import type { ReactNode } from "react";
import { openActions } from "#core/room/action-item";
import type { Checkpoints } from "#browser/use-checkpoints";
import { Panel } from "#components/ui/panel";
import { ActionLine } from "./action-line.tsx";

const CLOSED_SHOWN = 10;

type Props = { readonly checkpoints: Checkpoints; readonly mayChange: boolean };

/** Everything that is still to be done, due first in front; what was closed last can be opened again. */
export function OpenActionsPanel({ checkpoints, mayChange }: Props): ReactNode {
  const { room, now } = checkpoints;
  const open = openActions(room.actions);
  const overdue = open.filter(({ due }) => due < now).length;
  const closed = Object.values(room.actions)
    .filter((item) => item.closed !== null)
    .sort((a, b) => (b.closed?.at ?? 0) - (a.closed?.at ?? 0))
    .slice(0, CLOSED_SHOWN);
  return (
    <Panel
      id="open-actions"
      title="Action items"
      aside={
        <p className="text-sm text-soft">
          {open.length} open{overdue > 0 && <strong className="font-semibold text-warn">, {overdue} overdue</strong>}
        </p>
      }
    >
      {open.length === 0 ? (
        <p className="text-soft">Nothing is open. A checkpoint brings its own items when it opens.</p>
      ) : (
        <ul>
          {open.map((item) => (
            <ActionLine key={item.id} item={item} checkpoints={checkpoints} mayChange={mayChange} showOrigin />
          ))}
        </ul>
      )}
      {closed.length > 0 && (
        <details className="mt-3">
          <summary className="flex min-h-11 items-center font-medium text-soft">Closed last: {closed.length}</summary>
          <ul>
            {closed.map((item) => (
              <ActionLine key={item.id} item={item} checkpoints={checkpoints} mayChange={mayChange} showOrigin />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
