import type { Path } from "../../config/place.ts";
import type { Problem } from "../../config/problems.ts";
import type { CrossCheck } from "../../config/sound-part.ts";
import type { Plan, PlanLimit } from "../plan.ts";
import { durationMs, endMs, momentMs } from "../when.ts";
import { dependencyProblems } from "./dependencies.ts";
import { REACH } from "./reach-problems.ts";
import { sizeProblems } from "./size-problems.ts";
import { TRAFFIC_SOUNDNESS } from "./traffic-soundness.ts";

function limitProblem(limit: PlanLimit): string | null {
  const { pass, fail } = limit;
  if (!fail) return null;
  const passBelow = pass.op.startsWith("<");
  if (fail.op.startsWith("<") === passBelow)
    return `fails in the same direction as it passes (${pass.op} ${pass.value})`;
  const wrongSide = passBelow ? fail.value < pass.value : fail.value > pass.value;
  return wrongSide ? `fails at ${fail.value}, which would still pass (${pass.op} ${pass.value})` : null;
}

function limitProblems(plan: Plan): readonly Problem[] {
  return plan.limits.flatMap((limit, i) => {
    const inFail = limitProblem(limit);
    const better = plan.metrics.find((metric) => metric.id === limit.metric)?.better ?? "neither";
    const passesHigh = limit.pass.op.startsWith(">");
    const against = (better === "lower" && passesHigh) || (better === "higher" && !passesHigh);
    return [
      ...(inFail ? [{ path: ["limits", i, "fail"], message: inFail }] : []),
      ...(against
        ? [
            {
              path: ["limits", i, "pass"],
              message: `passes ${limit.pass.op} ${limit.pass.value}, though of ${limit.metric} ${better} is better`,
            },
          ]
        : []),
    ];
  });
}

type Span = { readonly from: string; readonly to: string };

function spanProblem(span: Span, path: Path, t0: number): readonly Problem[] {
  return endMs(span.to, t0) > momentMs(span.from, t0)
    ? []
    : [{ path: [...path, "to"], message: `ends at ${span.to}, not after it begins at ${span.from}` }];
}

function inside(span: Span, outer: Span, where: { readonly path: Path; readonly of: string }): readonly Problem[] {
  const early = momentMs(span.from, 0) < momentMs(outer.from, 0);
  const late = endMs(span.to, 0) > endMs(outer.to, 0);
  return [
    ...(early
      ? [{ path: [...where.path, "from"], message: `begins on ${span.from}, before ${where.of} does on ${outer.from}` }]
      : []),
    ...(late
      ? [{ path: [...where.path, "to"], message: `ends on ${span.to}, after ${where.of} does on ${outer.to}` }]
      : []),
  ];
}

function spanProblems(plan: Plan): readonly Problem[] {
  const t0 = Date.parse(plan.t0);
  const sprint = plan.sprint;
  return [
    ...plan.phases.flatMap((phase, i) => spanProblem(phase, ["phases", i], t0)),
    ...plan.people.shifts.flatMap((shift, i) => spanProblem(shift, ["people", "shifts", i], t0)),
    ...plan.recurring.flatMap((recurring, i) => spanProblem(recurring, ["recurring", i], t0)),
    ...(sprint ? spanProblem(sprint, ["sprint"], t0) : []),
    ...(sprint?.streams ?? []).flatMap((stream, i) => {
      const path = ["sprint", "streams", i];
      const tasks = stream.tasks.flatMap((task, k) => {
        const at = [...path, "tasks", k];
        return [...spanProblem(task, at, t0), ...inside(task, stream, { path: at, of: `stream ${stream.id}` })];
      });
      return [
        ...spanProblem(stream, path, t0),
        ...inside(stream, sprint ?? stream, { path, of: "the sprint" }),
        ...tasks,
      ];
    }),
  ];
}

function gateProblems(plan: Plan): readonly Problem[] {
  return plan.gates.flatMap((gate, i) => {
    const before = plan.gates[i - 1];
    const disordered = before !== undefined && durationMs(gate.at) <= durationMs(before.at);
    const outside = durationMs(gate.at) > durationMs(plan.intensiveWindow.length);
    return [
      ...(disordered
        ? [{ path: ["gates", i, "at"], message: `is at ${gate.at}, not after ${before.id} at ${before.at}` }]
        : []),
      ...(outside
        ? [
            {
              path: ["gates", i, "at"],
              message: `is at ${gate.at}, outside the window of ${plan.intensiveWindow.length}`,
            },
          ]
        : []),
    ];
  });
}

function staffProblems({ sprint }: Plan): readonly Problem[] {
  const people = (sprint?.staff ?? []).flatMap((team) => team.people).reduce((sum, line) => sum + line.count, 0);
  const fte = sprint?.fte;
  const off = fte !== undefined && sprint !== undefined && sprint.staff.length > 0 && people !== fte;
  return off ? [{ path: ["sprint", "fte"], message: `is ${fte}, but the teams add up to ${people}` }] : [];
}

/** A field that shows a peak of another metric must say which; only that statistic may. */
function fieldProblems(plan: Plan): readonly Problem[] {
  return plan.gates.flatMap((gate, i) =>
    gate.fields.flatMap((field, k) => {
      if (field.kind !== "measured") return [];
      const named = field.during !== undefined;
      if (named === (field.statistic === "during_peak")) return [];
      const message = named
        ? "is only for the statistic during_peak"
        : "is missing; during_peak needs the metric whose peak is meant";
      return [{ path: ["gates", i, "fields", k, "during"], message }];
    }),
  );
}

/** Checks on a metric must say on which; one under load also what counts as load, and the plan by which limit. */
function preflightProblems(plan: Plan): readonly Problem[] {
  return plan.preflight.flatMap((item, i): readonly Problem[] => {
    if (item.kind !== "automatic") return [];
    const onMetric = item.check.startsWith("metric_");
    if (onMetric && item.metric === undefined)
      return [{ path: ["preflight", i, "metric"], message: `is missing; ${item.check} needs one` }];
    const underLoad = item.check === "metric_under_load";
    if (underLoad !== (item.load !== undefined))
      return [
        {
          path: ["preflight", i, "load"],
          message: underLoad ? "is missing; metric_under_load needs it" : "is only for the check metric_under_load",
        },
      ];
    if (!underLoad || plan.limits.some(({ metric }) => metric === item.metric)) return [];
    return [{ path: ["preflight", i, "metric"], message: `has no limit to be judged by: ${item.metric}` }];
  });
}

/** Figures of a well-formed plan that cannot hold together. Unknown names are `referenceProblems`' business. */
export const SOUNDNESS: readonly CrossCheck<Plan>[] = [
  { needs: [], find: limitProblems },
  { needs: ["t0"], find: spanProblems },
  { needs: ["intensiveWindow"], find: gateProblems },
  { needs: ["t0"], find: dependencyProblems },
  ...TRAFFIC_SOUNDNESS,
  { needs: ["sprint"], find: staffProblems },
  { needs: [], find: sizeProblems },
  { needs: [], find: fieldProblems },
  { needs: ["limits"], find: preflightProblems },
  ...REACH,
];
