import type { Plan } from "../plan/plan.ts";
import { scheduleOf } from "../plan/schedule.ts";
import { endMs, momentMs } from "../plan/when.ts";
import type { EpochMs, Range } from "../time.ts";
import type { SprintNow } from "./sprint-now.ts";

type Sprint = NonNullable<Plan["sprint"]>;
type WeekState = Sprint["weeks"][number]["streams"][number]["state"];

/**
 * How people of one line stand in one week: `busy` in an intensive stream of their own, `part` in one that prepares or winds
 * down, `free` where their stream does nothing, `shared` over the streams that go on, `stretched` over two or more intensive ones.
 */
export type LoadState = "busy" | "part" | "free" | "shared" | "stretched";
export type Load = { readonly state: LoadState; readonly streams: readonly string[] };
export type StaffLine = {
  readonly label: string;
  readonly fte: number;
  /** The stream that they are for; null for those who serve all. */
  readonly stream: string | null;
  /** One for each week. */
  readonly loads: readonly Load[];
};
export type TeamLines = {
  readonly id: string;
  readonly label: string;
  readonly fte: number;
  readonly lines: readonly StaffLine[];
};
export type ResourceWeek = Range & {
  readonly id: string;
  readonly label: string;
  readonly streams: Sprint["weeks"][number]["streams"];
  readonly note: string | null;
  /** FTE whose stream does nothing, and FTE who serve two or more intensive streams at once. */
  readonly free: number;
  readonly stretched: number;
  /** Intensive streams for which nobody is there alone. */
  readonly uncovered: readonly string[];
};
export type Resources = {
  readonly weeks: readonly ResourceWeek[];
  readonly teams: readonly TeamLines[];
  /** Of all lines, and what the source says it is; null where it does not say. */
  readonly fte: number;
  readonly statedFte: number | null;
};

/** The plan's people by team and week against the streams they serve, in FTE. Weeks move with T0. Pure. */
export function resourcesOf(plan: Plan, t0: EpochMs): Resources {
  const { staff = [], weeks = [], fte: stated } = plan.sprint ?? {};
  const teams = staff.map(({ team, label, people }) => ({
    id: team,
    label,
    fte: sum(people.map(({ count }) => count)),
    lines: people.map(({ label: line, count, stream }) => ({
      label: line,
      fte: count,
      stream: stream ?? null,
      loads: weeks.map(({ streams }) => loadOf(stream, streams)),
    })),
  }));
  const lines = teams.flatMap((team) => team.lines);
  const { baselineT0, movedMs } = scheduleOf(plan, t0);
  return {
    teams,
    fte: sum(teams.map(({ fte }) => fte)),
    statedFte: stated ?? null,
    weeks: weeks.map(({ id, label, from, to, streams, note }, index) => ({
      ...{ id, label, streams, note: note ?? null },
      from: momentMs(from, baselineT0) + movedMs,
      to: endMs(to, baselineT0) + movedMs,
      free: fteIn(lines, index, "free"),
      stretched: fteIn(lines, index, "stretched"),
      uncovered: intensiveIn(streams).filter((stream) => lines.every((line) => line.stream !== stream)),
    })),
  };
}

type Served = readonly { readonly stream: string; readonly state: WeekState }[];

function intensiveIn(streams: Served): readonly string[] {
  return streams.filter(({ state }) => state === "intensive").map(({ stream }) => stream);
}

function loadOf(own: string | undefined, streams: Served): Load {
  const active = streams.filter(({ state }) => state !== "done");
  if (own !== undefined) {
    const state = active.find(({ stream }) => stream === own)?.state;
    return { state: state === undefined ? "free" : state === "intensive" ? "busy" : "part", streams: [own] };
  }
  const intensive = intensiveIn(active);
  if (intensive.length > 1) return { state: "stretched", streams: intensive };
  return { state: active.length === 0 ? "free" : "shared", streams: active.map(({ stream }) => stream) };
}

function fteIn(lines: readonly StaffLine[], week: number, state: LoadState): number {
  return sum(lines.filter(({ loads }) => loads[week]?.state === state).map(({ fte }) => fte));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Who owns more than one task at once, with what overlaps, oldest first: delivered ones weigh no more. */
export function overloadedOwners({ tasks }: Pick<SprintNow, "tasks">): readonly {
  readonly owner: string;
  readonly tasks: readonly string[];
}[] {
  const open = tasks.filter(({ course }) => course.owner && !course.delivered);
  const owners = [...new Map(open.map(({ course }) => [course.owner?.id, course.owner?.name ?? ""]))];
  return owners.flatMap(([id, owner]) => {
    const own = open.filter(({ course }) => course.owner?.id === id);
    const overlapping = own.filter((one) =>
      own.some((other) => other !== one && other.from < one.to && one.from < other.to),
    );
    return overlapping.length > 1 ? [{ owner, tasks: overlapping.map(({ label }) => label) }] : [];
  });
}
