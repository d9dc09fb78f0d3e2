import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { ShiftsNow } from "#browser/use-shifts";
import { Stamp } from "#components/live/stamp";
import { Panel } from "#components/ui/panel";
import { HandoffView } from "./handoff-view.tsx";

/** Handoffs that were accepted, to look up. Nothing before the first. */
export function PastHandoffs({ held }: { readonly held: ShiftsNow }): ReactNode {
  const past = held.shifts.flatMap((shift) => {
    const handoff = held.room.shifts.handoffs[shift.id];
    return handoff?.accepted ? [{ shift, handoff, accepted: handoff.accepted }] : [];
  });
  if (past.length === 0) return null;
  return (
    <Panel id="handed-over" title="Handed over">
      {past.map(({ shift, handoff, accepted }) => (
        <details key={shift.id} className="border-t border-line first-of-type:border-t-0">
          <summary className="min-h-11 py-2">
            <strong className="font-semibold">{shift.label}</strong>
            <span className="text-soft">
              : accepted by {actorName(accepted.by)} at <Stamp at={accepted.at} date />
              {accepted.note !== "" && `: ${accepted.note}`}
            </span>
          </summary>
          <div className="pb-3">
            <HandoffView handoff={handoff} />
          </div>
        </details>
      ))}
    </Panel>
  );
}
