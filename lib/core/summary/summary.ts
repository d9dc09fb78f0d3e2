import { formatValue } from "../measure/format.ts";
import type { Verdict } from "../measure/verdict.ts";
import type { Plan } from "../plan/plan.ts";
import { progressAt, scheduleOf, type Schedule } from "../plan/schedule.ts";
import type { CriterionLine, Joined } from "../report/inputs.ts";
import { isDecision } from "../report/sections/decisions.ts";
import { limitOf } from "../report/sections/figures.ts";
import { activeAlerts } from "../room/alert.ts";
import { eventSentence } from "../room/event-sentence.ts";
import type { Evidence } from "../room/evidence.ts";
import { counted, isIncident } from "../room/incident.ts";
import type { LoggedEvent } from "../room/room-event.ts";
import type { Room } from "../room/room.ts";
import type { BriefParts } from "../room/written.ts";
import type { EpochMs, Range } from "../time.ts";
import { changeSentence, changesSince, type Change } from "./changes.ts";
import { needsOf } from "./needs.ts";

export type SummaryBrief = BriefParts & {
  readonly id: string;
  readonly label: string;
  readonly at: EpochMs;
  /** 0: as it was generated. */
  readonly revision: number;
  readonly by: string | null;
};

export type SummaryInput = {
  readonly plan: Plan;
  readonly rollout: { readonly name: string; readonly kind: "production" | "rehearsal" };
  readonly room: Room;
  readonly events: readonly LoggedEvent[];
  readonly t0: EpochMs;
  readonly now: EpochMs;
  /** As the overview has it now; null before the first tick. */
  readonly standing: { readonly verdict: Verdict; readonly sentence: string } | null;
  /** Over the watched window so far. */
  readonly figures: readonly Evidence[];
  readonly budget: { readonly sentence: string; readonly remainingShare: number } | null;
  readonly joined: Joined;
  readonly brief: SummaryBrief | null;
  /** The newest event that was seen at the last look; null for the first. */
  readonly since: number | null;
};

type Figure = { readonly label: string; readonly value: string; readonly target: string; readonly verdict: Verdict };
export type StreamLine = {
  readonly label: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly state: "ahead" | "now" | "over";
  /** Delivered. */
  readonly done: number;
  readonly tasks: number;
};

/** What an executive reads in half a minute: three lines, then one page. */
export type Summary = {
  readonly name: string;
  readonly kind: "production" | "rehearsal";
  readonly at: EpochMs;
  readonly t0: EpochMs;
  readonly started: boolean;
  readonly seq: number;
  readonly status: { readonly verdict: Verdict; readonly sentence: string };
  readonly changed: { readonly since: number | null; readonly sentence: string; readonly items: readonly Change[] };
  readonly needs: readonly string[];
  readonly phase: { readonly label: string; readonly until: EpochMs | null; readonly share: number };
  readonly criteria: readonly CriterionLine[];
  readonly budget: SummaryInput["budget"];
  readonly business: readonly Figure[];
  readonly incidents: { readonly active: readonly string[]; readonly critical: number; readonly sinceT0: number };
  readonly decisions: readonly Change[];
  readonly sprint: { readonly label: string; readonly streams: readonly StreamLine[] } | null;
  readonly milestones: readonly { readonly label: string; readonly at: EpochMs }[];
  readonly brief: SummaryBrief | null;
};

const MOST_CHANGES = 4;
const MOST_DECISIONS = 3;
const MOST_MILESTONES = 4;

export function summaryOf(input: SummaryInput): Summary {
  const { plan, rollout, room, events, t0, now, standing, since, budget, brief, joined } = input;
  const schedule = scheduleOf(plan, t0);
  const changes = changesSince(events, since ?? 0, { plan, room });
  return {
    ...{ name: rollout.name, kind: rollout.kind, at: now, t0, started: room.launch.start !== null, seq: room.seq },
    status: statusOf(standing, joined.criteria),
    changed: { since, sentence: changeSentence(changes), items: changes.slice(0, MOST_CHANGES) },
    needs: needsOf({ plan, room, t0, now }),
    phase: phaseOf(schedule, room, now),
    criteria: joined.criteria,
    budget,
    business: businessOf(input),
    incidents: incidentsOf(room, { from: t0, to: now + 1 }),
    decisions: lastDecisions(input),
    sprint: plan.sprint ? { label: plan.sprint.label, streams: streamsOf(schedule, joined, now) } : null,
    milestones: milestonesOf(plan, schedule, now),
    brief,
  };
}

/** As it is now; a criterion that fails over the whole window is not made good by a good hour. */
function statusOf(standing: SummaryInput["standing"], criteria: readonly CriterionLine[]): Summary["status"] {
  const now = standing ?? { verdict: "NO_DATA" as const, sentence: "Nothing is measured yet." };
  const failing = criteria.filter(({ verdict }) => verdict === "FAIL");
  const { verdict, sentence } = now;
  if (failing.length === 0) return { verdict, sentence };
  const words = `${failing.length} of ${criteria.length} success criteria ${failing.length === 1 ? "fails" : "fail"} so far.`;
  return { verdict: "FAIL", sentence: `${words} Right now: ${sentence}` };
}

function phaseOf({ phases, t0, intensiveMs }: Schedule, room: Room, now: EpochMs): Summary["phase"] {
  const share = room.launch.start ? progressAt({ t0, intensiveMs }, now) : 0;
  const current = phases.findLast(({ from, to }) => from <= now && now < to);
  if (!room.launch.start && now >= t0) return { label: "Not started: T0 has passed", until: null, share };
  if (current) return { label: current.label, until: current.to, share };
  const next = phases.find(({ from }) => from > now);
  return next ? { label: `Before ${next.label}`, until: next.from, share } : { label: "Over", until: null, share };
}

/** Money, and what people report of the plan's baseline. */
function businessOf({ plan, figures, joined }: SummaryInput): readonly Figure[] {
  const reported = new Set(plan.baseline?.figures.map(({ metric }) => metric));
  const wanted = plan.metrics.filter(
    ({ id, unit, formula }) =>
      (unit.startsWith("USD") && formula.kind !== "manual") || (formula.kind === "manual" && reported.has(id)),
  );
  return wanted.flatMap(({ id }) => {
    const given = joined.business.find(({ metric }) => metric === id)?.evidence;
    const figure = given && given.value !== null ? given : figures.find(({ metric }) => metric === id);
    if (!figure) return [];
    const { label, value, unit, verdict } = figure;
    return [{ label, value: formatValue(value, unit), target: limitOf(plan, id), verdict }];
  });
}

function incidentsOf({ alerts }: Room, since: Range): Summary["incidents"] {
  const active = activeAlerts(alerts).filter(isIncident);
  return {
    active: active.map(({ label }) => label),
    critical: active.filter(({ severity }) => severity === "critical").length,
    sinceT0: counted(alerts, "incidents", since).length,
  };
}

function lastDecisions({ plan, room, events }: SummaryInput): readonly Change[] {
  return events
    .filter(isDecision)
    .slice(-MOST_DECISIONS)
    .map((logged) => ({ seq: logged.seq, at: logged.at, sentence: eventSentence(logged, plan, room.actions) }))
    .reverse();
}

function streamsOf({ sprint }: Schedule, { tasks }: Joined, now: EpochMs): readonly StreamLine[] {
  return sprint.map(({ id, label, from, to }) => {
    const own = tasks.filter((task) => task.stream === id);
    const state = now < from ? "ahead" : now < to ? "now" : "over";
    return { label, from, to, state, done: own.filter(({ isDelivered }) => isDelivered).length, tasks: own.length };
  });
}

function milestonesOf(plan: Plan, schedule: Schedule, now: EpochMs): Summary["milestones"] {
  const gates = schedule.checkpoints.filter(({ kind }) => kind === "gate");
  return [
    ...schedule.milestones,
    ...gates.map((gate) => ({ ...gate, label: `Gate: ${gate.label}` })),
    ...schedule.briefs.map((brief) => ({ ...brief, label: `Brief: ${brief.label}` })),
  ]
    .filter(({ at }) => at > now)
    .sort((a, b) => a.at - b.at)
    .slice(0, MOST_MILESTONES)
    .map(({ label, at }) => ({ label, at }));
}
