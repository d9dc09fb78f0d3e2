import type { EpochMs, Range } from "../time.ts";
import type { Plan } from "./plan.ts";
import { scheduleOf, type Moment, type Schedule, type Stretch } from "./schedule.ts";

/** One date of the plan, as it stands and as it would be; a moment has `from` equal to `to`. */
export type MovedDate = { readonly key: string; readonly label: string; readonly old: Range; readonly next: Range };
export type MovedPart = { readonly label: string; readonly dates: readonly MovedDate[] };

/** Everything that has a date, part by part, for T0 at `from` and at `to`: nothing moves without the rest. Pure. */
export function movedDates(
  plan: Plan,
  { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
): readonly MovedPart[] {
  const after = partsOf(scheduleOf(plan, to));
  return partsOf(scheduleOf(plan, from)).map(({ label, dates }, part) => ({
    label,
    dates: dates.map(({ key, label: name, ...old }, index) => {
      const next = after[part]?.dates[index] ?? old;
      return { key, label: name, old, next: { from: next.from, to: next.to } };
    }),
  }));
}

type Dated = Range & { readonly key: string; readonly label: string };
type DatedPart = { readonly label: string; readonly dates: readonly Dated[] };

function partsOf(schedule: Schedule): readonly DatedPart[] {
  const { t0, phases, checkpoints, shifts, sprint, milestones, reports } = schedule;
  const gates = checkpoints.filter(({ kind }) => kind === "gate");
  const tasks = sprint.flatMap((stream) => [stream, ...stream.tasks]);
  return [
    { label: "T0", dates: [{ key: "t0", label: "T0", from: t0, to: t0 }] },
    { label: "Phases", dates: phases.map(dated) },
    { label: "Gates", dates: gates.map(dated) },
    { label: "Shifts", dates: shifts.map(dated) },
    { label: "Sprint", dates: [...tasks, ...milestones].map(dated) },
    { label: "Reports", dates: reports.map(dated) },
  ].filter(({ dates }) => dates.length > 0);
}

function dated(of: Stretch | Pick<Moment, "id" | "label" | "at">): Dated {
  const range = "at" in of ? { from: of.at, to: of.at } : { from: of.from, to: of.to };
  return { key: of.id, label: of.label, ...range };
}
