import { Check, Circle, OctagonX, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { CheckpointRow } from "#browser/checkpoint-rows";

type Props = { readonly pulses: readonly CheckpointRow[]; readonly nextId: string | null };
type Look = { readonly icon: LucideIcon | null; readonly box: string };

const CLOSED: Look = { icon: Check, box: "border-strong bg-strong text-ground" };
const MISSED: Look = { icon: OctagonX, box: "border-fail text-fail" };
const OPEN: Look = { icon: Circle, box: "border-2 border-warn text-warn" };
const EARLY: Look = { icon: null, box: "border-strong" };

/** The pulses between the gates as small boxes; a mark tells their states apart without colour. */
export function PulseStrip({ pulses, nextId }: Props): ReactNode {
  const count = (state: CheckpointRow["state"]): number => pulses.filter((pulse) => pulse.state === state).length;
  return (
    <section aria-labelledby="pulses" className="panel p-5">
      <h2 id="pulses" className="mb-3 flex justify-between gap-4 text-sm font-semibold text-soft">
        <span>Pulses between the gates</span>
        <span className="font-medium whitespace-nowrap">
          {count("closed")} of {pulses.length} closed{count("missed") > 0 && `, ${count("missed")} missed`}
        </span>
      </h2>
      <ul className="flex flex-wrap gap-1.5">
        {pulses.map((pulse) => {
          const { icon: Icon, box } = lookOf(pulse);
          return (
            <li
              key={pulse.id}
              title={`${pulse.label}: ${pulse.state}`}
              className={`grid h-5 min-w-4 flex-1 place-items-center rounded-sm border text-xs ${box} ${pulse.id === nextId ? "outline-2 outline-ink" : ""}`}
            >
              {Icon && <Icon aria-hidden="true" className="h-[0.9em] w-[0.9em]" strokeWidth={3} />}
              <span className="sr-only">
                {pulse.label}: {pulse.state.replace("_", " ")}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function lookOf({ state }: CheckpointRow): Look {
  switch (state) {
    case "closed":
      return CLOSED;
    case "missed":
      return MISSED;
    case "due":
    case "overdue":
    case "awaiting_second":
      return OPEN;
    case "early":
      return EARLY;
    default:
      return state satisfies never;
  }
}
