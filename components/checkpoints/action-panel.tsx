import type { ReactNode } from "react";
import { openActions, type ActionItem } from "#core/room/action-item";
import type { CheckpointRecord } from "#core/room/checkpoint";
import type { Checkpoints } from "#browser/use-checkpoints";
import { Panel } from "#components/ui/panel";
import { ActionAdd } from "./action-add.tsx";
import { ActionLine } from "./action-line.tsx";

type Props = { readonly checkpoints: Checkpoints; readonly record: CheckpointRecord; readonly mayChange: boolean };

/** The action items of a checkpoint, and those that were carried over from the ones before it. */
export function ActionPanel({ checkpoints, record, mayChange }: Props): ReactNode {
  const { room } = checkpoints;
  const own = Object.values(room.actions).filter(({ checkpoint }) => checkpoint === record.id);
  const carried = openActions(room.actions).filter(
    ({ checkpoint, raisedAt }) => checkpoint !== record.id && raisedAt < record.openedAt,
  );
  const list = (items: readonly ActionItem[], showOrigin: boolean): ReactNode => (
    <ul>
      {items.map((item) => (
        <ActionLine key={item.id} item={item} checkpoints={checkpoints} mayChange={mayChange} showOrigin={showOrigin} />
      ))}
    </ul>
  );
  return (
    <Panel id="actions" title="Action items">
      {own.length === 0 ? <p className="text-soft">None of this checkpoint yet.</p> : list(own, false)}
      {mayChange && <ActionAdd checkpoint={record.id} checkpoints={checkpoints} />}
      {carried.length > 0 && (
        <>
          <h3 className="mt-5 mb-1 text-sm font-semibold text-soft">Still open from before: {carried.length}</h3>
          {list(carried, true)}
        </>
      )}
    </Panel>
  );
}
