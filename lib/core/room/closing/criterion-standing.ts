import { coverageOf } from "../../measure/coverage.ts";
import { evaluate, givenMeasure } from "../../measure/evaluate.ts";
import { worstVerdict } from "../../measure/judge.ts";
import type { MetricDefinition, MetricFormula } from "../../measure/metric.ts";
import { segmentVariance } from "../../measure/segment-variance.ts";
import type { Grade, Verdict } from "../../measure/verdict.ts";
import type { Window } from "../../measure/window.ts";
import type { Plan } from "../../plan/plan.ts";
import { formatWritten } from "../../measure/format.ts";
import { HOUR_MS, type EpochMs, type Range } from "../../time.ts";
import { votingRoles } from "../commands/poll-commands.ts";
import { roleLabel } from "../deciding.ts";
import type { Evidence } from "../evidence.ts";
import { evidenceOf, yardstickOf } from "../form/evidence-of.ts";
import { counted, type CountOf } from "../incident.ts";
import type { Room } from "../room.ts";
import { confidenceStanding } from "./confidence.ts";
import { figureStanding, maturityMs } from "./figure-standing.ts";

export type CriterionStanding = {
  readonly id: string;
  readonly label: string;
  /** The worst of its metrics', with that one's reason. */
  readonly verdict: Verdict;
  readonly grade: Grade;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
};

export type Criterion = Plan["success"]["criteria"][number];

export type Judging = {
  readonly plan: Plan;
  readonly room: Room;
  readonly now: EpochMs;
  /** The fixed window [T0, T0 + its length). */
  readonly range: Range;
  /** Samples of `range` so far, for a metric of this formula; null before there are any. */
  readonly window: (formula: MetricFormula) => Window | null;
};

/** One line of the success criteria over the fixed window, by the evaluator that judges everything else. */
export function criterionStanding(criterion: Criterion, judging: Judging): CriterionStanding {
  const evidence = criterion.metrics.flatMap((id) => evidenceFor(id, judging) ?? []);
  return { id: criterion.id, label: criterion.label, evidence, ...together(evidence) };
}

const GRADES: readonly Grade[] = ["insufficient", "observed", "demonstrated"];

/** A criterion is no better than its worst metric, and no firmer than its least certain one. */
function together(evidence: readonly Evidence[]): Pick<CriterionStanding, "verdict" | "grade" | "reason"> {
  const verdict = worstVerdict(evidence.map((one) => one.verdict));
  const worst = evidence.find((one) => one.verdict === verdict);
  const grade = GRADES.find((one) => evidence.some((found) => found.grade === one)) ?? "insufficient";
  return { verdict, grade, reason: worst?.reason ?? "Nothing is measured for it." };
}

function evidenceFor(id: string, judging: Judging): Evidence | null {
  const { plan, room, range, now, window } = judging;
  const yardstick = yardstickOf(plan, id);
  if (!yardstick) return null;
  const { metric } = yardstick;
  const { formula } = metric;
  if (formula.kind === "manual" && formula.by === "leads") return confidenceEvidence(metric, judging);
  if (formula.kind === "manual")
    return figureStanding(metric, { plan, room, now, within: range, pushed: window(formula), measured: null }).evidence;
  if (formula.kind === "count") return countedEvidence(metric, formula.of, judging);
  return measuredEvidence(plan, metric, { window, range });
}

/** None were counted only as far as somebody looked: without samples a count that passes is no data. */
function countedEvidence(metric: MetricDefinition, of: CountOf, { plan, room, range, window }: Judging): Evidence {
  const yardstick = yardstickOf(plan, metric.id) ?? { metric, limit: null };
  const found = room.launch.start ? counted(room.alerts, of, range).length : null;
  const measure = givenMeasure(metric, found, range);
  const evidence = evidenceOf(yardstick, measure, plan.minimumCoverage);
  if (evidence.verdict !== "PASS") return evidence;
  const watched = window({ kind: "availability" });
  const coverage = watched ? coverageOf(watched, watched.targets, ({ sum }) => sum.ticks) : 0;
  return evidenceOf(yardstick, { ...measure, coverage }, plan.minimumCoverage);
}

/** A metric of samples over one window, a variance between segments among them; null for one that samples do not give. */
export function measuredEvidence(
  plan: Plan,
  metric: MetricDefinition,
  { window, range }: Pick<Judging, "window" | "range">,
): Evidence | null {
  const yardstick = yardstickOf(plan, metric.id);
  if (!yardstick) return null;
  const { formula } = metric;
  const judge = (measure: ReturnType<typeof evaluate>): Evidence =>
    evidenceOf(yardstick, measure, plan.minimumCoverage);
  if (formula.kind !== "segment_variance") return judge(evaluate(metric, window(formula) ?? { range, targets: [] }));
  const compared = plan.metrics.find((candidate) => candidate.id === formula.of);
  if (!compared) return null;
  const segments = plan.segments.map((segment) => segment.id);
  const { minimumN } = plan.segmentVariance;
  const over = window(compared.formula) ?? { range, targets: [] };
  return judge(segmentVariance(over, { metric: compared, name: metric.id, segments, minimumN }).measure);
}

function confidenceEvidence(metric: MetricDefinition, { plan, room, range }: Judging): Evidence {
  const yardstick = yardstickOf(plan, metric.id) ?? { metric, limit: null };
  const { percent, answered, missing, lowest } = confidenceStanding(room.closing.confidence, votingRoles(plan));
  const evidence = evidenceOf(yardstick, givenMeasure(metric, percent, range), plan.minimumCoverage);
  if (percent === null) {
    const asked = missing.map((role) => roleLabel(plan, role)).join(", ");
    const reason = `${answered} of ${answered + missing.length} leads have answered; not yet: ${asked}.`;
    return { ...evidence, n: answered, reason };
  }
  const least = lowest ? ` The lowest is ${formatWritten(lowest.percent, "%")}, ${roleLabel(plan, lowest.role)}.` : "";
  return { ...evidence, n: answered, reason: `${evidence.reason}${least}` };
}

export type Projection = { readonly verdict: Verdict; readonly sentence: string };

export type Projecting = Judging & {
  /** The window as it will be at the end of `range` if the rest runs as the last hour did (`projectWindow`). */
  readonly projected: (formula: MetricFormula) => Window | null;
};

/**
 * What a criterion will be at the window's end if the rest runs as the last hour did: samples by `projectWindow`, counts by
 * count + count of the last hour * hours left. Figures that people give stay as they are: nothing is foretold of them.
 */
export function projectCriterion(criterion: Criterion, projecting: Projecting): Projection {
  const { plan, now, range } = projecting;
  const room = withMore(projecting);
  const end = criterionStanding(criterion, { ...projecting, room, window: projecting.projected });
  if (now >= range.to) return { verdict: end.verdict, sentence: "The window is over." };
  if (end.verdict === "NO_DATA") return { verdict: "NO_DATA", sentence: "Cannot be foretold: no data." };
  const isGiven = criterion.metrics.every((id) => yardstickOf(plan, id)?.metric.formula.kind === "manual");
  const basis = isGiven ? "if nothing changes" : "if the rest runs as the last hour did";
  return { verdict: end.verdict, sentence: `At the end, ${basis}: ${end.reason}` };
}

/** The room as if as many alerts as fired within the last hour fired in each hour left. */
function withMore({ room, now, range }: Projecting): Room {
  const hoursLeft = Math.max(0, (range.to - now) / HOUR_MS);
  const recent = Object.values(room.alerts).filter(({ firedAt }) => firedAt >= Math.max(range.from, now - HOUR_MS));
  const copies = Math.ceil(hoursLeft);
  if (recent.length === 0 || copies === 0) return room;
  const more = recent.flatMap((alert) =>
    Array.from({ length: copies }, (_, i) => [`${alert.id}+${i}`, { ...alert, firedAt: now }] as const),
  );
  return { ...room, alerts: { ...room.alerts, ...Object.fromEntries(more) } };
}

/** When a criterion can be judged for good after the window: where its figures come late, once they are mature; null else. */
export function settlesAt({ metrics }: Criterion, plan: Plan, end: EpochMs): EpochMs | null {
  const late = metrics.flatMap((id) => {
    const metric = yardstickOf(plan, id)?.metric;
    return metric?.formula.kind === "manual" ? [maturityMs(metric)] : [];
  });
  const longest = Math.max(0, ...late);
  return longest === 0 ? null : end + longest;
}
