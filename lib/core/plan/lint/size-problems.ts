import type { Problem } from "../../config/problems.ts";
import { DAY_MS, MINUTE_MS } from "../../time.ts";
import type { Plan } from "../plan.ts";
import { daysOf, durationMs } from "../when.ts";

/**
 * What a plan multiplies: a slip such as "every 1s" must not become a million forms, nor must what is worked out every five
 * seconds, for every segment and by every rule, take longer than that.
 */
const MOST = {
  /** Of one line of the plan, and of all together: more forms than anybody fills in. */
  moments: 500,
  checkpoints: 2_000,
  /** Figures in all forms together, each read from the store when its form opens, and again by reports. */
  fields: 40_000,
  segments: 60,
  metrics: 300,
  /** Figures of one tick: metrics by segments, and by rules. */
  figures: 6_000,
  watchedMs: 92 * DAY_MS,
} as const;
/** Nobody fills in forms more often. */
const SHORTEST_MS = MINUTE_MS;

/** What would be too much of it all, each at the line that makes most of it. */
export function sizeProblems(plan: Plan): readonly Problem[] {
  const lines = [...rhythmProblems(plan), ...listProblems(plan)];
  return lines.length > 0 ? lines : sumProblems(plan);
}

function momentProblem(spanMs: number, every: string): string | null {
  const count = spanMs / durationMs(every);
  if (!Number.isFinite(count) || count < 1) return "names no moment at all";
  if (count > MOST.moments) return `names ${Math.floor(count)} moments, more than ${MOST.moments}`;
  return durationMs(every) < SHORTEST_MS ? `is every ${every}: the shortest is every 1m` : null;
}

function rhythmProblems(plan: Plan): readonly Problem[] {
  const cadences = plan.phases.flatMap((phase, i) =>
    phase.cadence.flatMap((step, k) => {
      if ("at" in step) return [];
      const spanMs = durationMs(step.until) - (step.from === undefined ? 0 : durationMs(step.from));
      const message = momentProblem(spanMs, step.every);
      return message === null ? [] : [{ path: ["phases", i, "cadence", k], message }];
    }),
  );
  const recurring = plan.recurring.flatMap(({ from, to }, i) => {
    const days = daysOf(from, to);
    return days > MOST.moments
      ? [{ path: ["recurring", i, "to"], message: `is ${days} days after ${from}, more than ${MOST.moments}` }]
      : [];
  });
  return [...cadences, ...recurring];
}

function listProblems(plan: Plan): readonly Problem[] {
  const { length } = plan.intensiveWindow;
  const tooMany = (["segments", "metrics"] as const).flatMap((list) =>
    plan[list].length > MOST[list]
      ? [{ path: [list], message: `has ${plan[list].length} entries, more than ${MOST[list]}` }]
      : [],
  );
  return [
    ...tooMany,
    ...(durationMs(length) > MOST.watchedMs
      ? [{ path: ["intensiveWindow", "length"], message: `is ${length}, more than 92d` }]
      : []),
  ];
}

type Line = { readonly path: Problem["path"]; readonly forms: number; readonly fields: number };

/** By line of the plan, how many forms it makes, and how many fields these have. */
function formLines(plan: Plan): readonly Line[] {
  const watched = plan.phases.findIndex(({ id }) => id === plan.pulse?.phase);
  const pulseFields = plan.pulse?.fields.length ?? 0;
  const pulses = (plan.phases[watched]?.cadence ?? []).map((step, k): Line => {
    const spanMs = "at" in step ? 0 : durationMs(step.until) - durationMs(step.from ?? "0s");
    const forms = "at" in step ? 1 : Math.floor(spanMs / durationMs(step.every));
    return { path: ["phases", watched, "cadence", k], forms, fields: forms * pulseFields };
  });
  const gates = plan.gates.map(({ fields }, i): Line => ({
    path: ["gates", i, "fields"],
    forms: 1,
    fields: fields.length,
  }));
  const recurring = plan.recurring.map(({ from, to, fields }, i): Line => {
    const forms = daysOf(from, to);
    return { path: ["recurring", i], forms, fields: forms * fields.length };
  });
  return [...gates, ...pulses, ...recurring];
}

function sumProblems(plan: Plan): readonly Problem[] {
  const lines = formLines(plan);
  const tooMuch = (of: "forms" | "fields", most: number, words: string): readonly Problem[] => {
    const sum = lines.reduce((total, line) => total + line[of], 0);
    const worst = lines.reduce<Line | null>((top, line) => (top === null || line[of] > top[of] ? line : top), null);
    if (sum <= most || worst === null) return [];
    const part = `${worst[of]} of the plan's ${sum} ${words}`;
    return [{ path: worst.path, message: `makes ${part}, of which a plan may have ${most} in all` }];
  };
  const figures = plan.metrics.length * Math.max(1, plan.segments.length);
  const ruled = plan.alerts.length * Math.max(1, plan.segments.length);
  return [
    ...tooMuch("forms", MOST.checkpoints, "checkpoints"),
    ...tooMuch("fields", MOST.fields, "fields in all checkpoints"),
    ...(Math.max(figures, ruled) > MOST.figures
      ? [
          {
            path: ["segments"],
            message: `makes ${Math.max(figures, ruled)} figures of every tick, with ${plan.metrics.length} metrics and ${plan.alerts.length} alerts; a plan may have ${MOST.figures}`,
          },
        ]
      : []),
  ];
}
