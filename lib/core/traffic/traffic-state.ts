import { accept, refuse, type Outcome } from "../outcome.ts";
import type { Plan } from "../plan/plan.ts";
import { momentMs } from "../plan/when.ts";
import { checkSplit, groupLabel, percentText, SAME_SHARE, shareOf, type Split } from "./split.ts";

type TrafficPlan = NonNullable<Plan["traffic"]>;
type TrafficStep = TrafficPlan["steps"][number];

/** What was decided of the traffic. `held` is the split to resume to while it is on hold, null while it is not. */
export type TrafficState = { readonly intended: Split; readonly held: Split | null };

/**
 * The state before any step: of each group, the share that the plan's first step on it begins with. Steps with a time come
 * first, in order; those in reserve after them, as listed.
 */
export function trafficAtStart(plan: Plan): TrafficState {
  const { groups, steps } = plan.traffic ?? { groups: [], steps: [] };
  const t0 = Date.parse(plan.t0);
  const atMs = ({ at }: TrafficStep): number => (at === undefined ? Number.POSITIVE_INFINITY : momentMs(at, t0));
  // equal ones, infinite ones included, stay as listed
  const changes = [...steps]
    .sort((a, b) => (atMs(a) === atMs(b) ? 0 : atMs(a) - atMs(b)))
    .flatMap((step) => step.changes);
  const from = groups.map(({ id }) => [id, changes.find(({ group }) => group === id)?.from ?? 0] as const);
  return { intended: Object.fromEntries(from), held: null };
}

/**
 * One of the plan's steps: its groups get its shares, the others keep theirs. A step that gives no group more is a reduction
 * and puts the traffic on hold; any other is refused as `conflict` while it is on hold, `invalid` where more than 100 % would
 * be given out, `not_found` for a step that the plan does not have.
 */
export function takeStep(state: TrafficState, plan: TrafficPlan, stepId: string): Outcome<TrafficState> {
  const step = plan.steps.find(({ id }) => id === stepId);
  if (!step) return refuse("not_found", `The plan has no traffic step "${stepId}".`);
  const to = Object.fromEntries(step.changes.map((change) => [change.group, change.to]));
  const split = checkSplit({ ...state.intended, ...to }, plan.groups);
  if (!split.ok) return split;
  const raised = step.changes.some((change) => change.to > shareOf(state.intended, change.group) + SAME_SHARE);
  if (!raised) return accept(lowered(state, split.value));
  if (state.held) return refuse("conflict", `The traffic is on hold: resume before ${step.label}.`);
  return accept({ intended: split.value, held: null });
}

/**
 * Lowers one group to `share` percent of all traffic; what it loses goes back to the stable version, and other groups keep
 * theirs. The traffic is on hold afterwards. Refuses as `invalid` what would not lower it: to raise is a step, or to resume.
 */
export function reduceTraffic(
  state: TrafficState,
  plan: TrafficPlan,
  { group, share }: { readonly group: string; readonly share: number },
): Outcome<TrafficState> {
  const split = checkSplit({ ...state.intended, [group]: share }, plan.groups);
  if (!split.ok) return split;
  const now = shareOf(state.intended, group);
  if (share < now) return accept(lowered(state, split.value));
  return refuse(
    "invalid",
    `${groupLabel(group, plan.groups)} is at ${percentText(now)}: it cannot be reduced to ${percentText(share)}.`,
  );
}

/** On hold as it is: steps that give a group more are refused until somebody resumes. On hold already: the same. */
export function holdTraffic(state: TrafficState): TrafficState {
  return { ...state, held: state.held ?? state.intended };
}

/** Back to the split from before the hold; refuses as `conflict` where there is none. */
export function resumeTraffic({ held }: TrafficState): Outcome<TrafficState> {
  return held ? accept({ intended: held, held: null }) : refuse("conflict", "The traffic is not on hold.");
}

/** The first of several reductions keeps the split to resume to. */
function lowered(state: TrafficState, intended: Split): TrafficState {
  return { intended, held: state.held ?? state.intended };
}
