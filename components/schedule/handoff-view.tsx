import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { Handoff, HandoffItem } from "#core/room/shift";
import { Stamp } from "#components/live/stamp";

const KIND: Readonly<Record<HandoffItem["kind"], string>> = {
  state: "State",
  alert: "Alerts",
  silence: "Silenced",
  action: "Open action items",
  gate: "Next gate",
  incident: "Incidents in the shift",
};
const KINDS = Object.keys(KIND) as readonly HandoffItem["kind"][];

/** What was handed over, as it was at that moment. */
export function HandoffView({ handoff }: { readonly handoff: Handoff }): ReactNode {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-soft">
        Written by {actorName(handoff.by)} at <Stamp at={handoff.at} date />
        {handoff.revision > 1 && `, revision ${handoff.revision}`}
        {handoff.leftOut > 0 && `; ${handoff.leftOut} ${handoff.leftOut === 1 ? "line" : "lines"} left out`}
      </p>
      <p className="text-lg whitespace-pre-line wrap-anywhere">{handoff.summary}</p>
      {handoff.watch !== "" && (
        <p className="border-l-4 border-warn pl-3 whitespace-pre-line wrap-anywhere">
          <strong>Watch: </strong>
          {handoff.watch}
        </p>
      )}
      <ItemGroups items={handoff.items} row={({ text }) => text} />
    </div>
  );
}

type GroupProps = { readonly items: readonly HandoffItem[]; readonly row: (item: HandoffItem) => ReactNode };

/** Items under their headings; a heading without any is left out. */
export function ItemGroups({ items, row }: GroupProps): ReactNode {
  return (
    <dl className="grid gap-x-6 gap-y-3 lg:grid-cols-2">
      {KINDS.filter((kind) => items.some((item) => item.kind === kind)).map((kind) => (
        <div key={kind} className="min-w-0">
          <dt className="text-sm font-semibold text-soft">{KIND[kind]}</dt>
          {items
            .filter((item) => item.kind === kind)
            .map((item) => (
              <dd key={item.id} className="mt-1 wrap-anywhere">
                {row(item)}
              </dd>
            ))}
        </div>
      ))}
    </dl>
  );
}
