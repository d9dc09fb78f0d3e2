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

/** More than so many of a kind are folded behind the first ones: what is wrong must not drown in what is open. */
const UNFOLDED = 5;

/** Items under their headings; a heading without any is left out. */
export function ItemGroups({ items, row }: GroupProps): ReactNode {
  return (
    <div className="grid gap-x-6 gap-y-3 lg:grid-cols-2">
      {KINDS.filter((kind) => items.some((item) => item.kind === kind)).map((kind) => (
        <ItemGroup key={kind} title={KIND[kind]} items={items.filter((item) => item.kind === kind)} row={row} />
      ))}
    </div>
  );
}

function ItemGroup({ title, items, row }: GroupProps & { readonly title: string }): ReactNode {
  const list = (shown: GroupProps["items"]): ReactNode => (
    <ul>
      {shown.map((item) => (
        <li key={item.id} className="mt-1 wrap-anywhere">
          {row(item)}
        </li>
      ))}
    </ul>
  );
  const rest = items.slice(UNFOLDED);
  return (
    <div className="min-w-0">
      <h3 className="text-sm font-semibold text-soft">
        {title}
        {items.length > 1 && `: ${items.length}`}
      </h3>
      {list(items.slice(0, UNFOLDED))}
      {rest.length > 0 && (
        <details>
          <summary className="min-h-11 py-2 text-sm text-soft">{rest.length} more</summary>
          {list(rest)}
        </details>
      )}
    </div>
  );
}
