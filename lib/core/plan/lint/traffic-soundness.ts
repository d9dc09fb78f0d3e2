import { STABLE } from "../../traffic/split.ts";
import type { Problem } from "../../config/problems.ts";
import type { CrossCheck } from "../../config/sound-part.ts";
import type { Plan } from "../plan.ts";

/** More given out than there is, and a taken name. */
function stepProblems({ traffic }: Plan): readonly Problem[] {
  const steps = (traffic?.steps ?? []).flatMap((step, i) => {
    const to = step.changes.reduce((sum, change) => sum + change.to, 0);
    return to > 100 ? [{ path: ["traffic", "steps", i, "changes"], message: `gives out ${to} % of the traffic` }] : [];
  });
  const reserved = (traffic?.groups ?? []).flatMap(({ id }, i) =>
    id === STABLE
      ? [{ path: ["traffic", "groups", i, "id"], message: "is what no group gets: name it otherwise" }]
      : [],
  );
  return [...steps, ...reserved];
}

/** An automatic reduction that could never happen would be trusted all the same. */
function reductionProblems({ traffic, alerts }: Plan): readonly Problem[] {
  const automatic = traffic?.automatic;
  if (!automatic || !traffic.groups.some(({ id }) => id === automatic.group)) return [];
  const path = ["traffic", "automatic"];
  const most = Math.max(
    0,
    ...traffic.steps.flatMap(({ changes }) =>
      changes.filter(({ group }) => group === automatic.group).flatMap(({ from, to }) => [from, to]),
    ),
  );
  const severities = alerts.flatMap((rule) =>
    rule.kind === "traffic"
      ? []
      : rule.kind === "threshold"
        ? rule.levels.map((level) => level.severity)
        : [rule.severity],
  );
  return [
    ...(automatic.to < most
      ? []
      : [{ path: [...path, "to"], message: `never reduces ${automatic.group}: no step gives it more than ${most} %` }]),
    ...(severities.includes("critical") ? [] : [{ path, message: "never begins: no alert rule is critical" }]),
  ];
}

/** A line about one group is proven by a step that moves this group. */
function lineProblems({ traffic, t0Sequence }: Plan): readonly Problem[] {
  return t0Sequence.flatMap(({ items }, i) =>
    items.flatMap(({ group, trafficStep }, j) => {
      const step = traffic?.steps.find(({ id }) => id === trafficStep);
      if (group === undefined || step?.changes.some((change) => change.group === group)) return [];
      return [{ path: ["t0Sequence", i, "items", j, "group"], message: "is moved by no traffic step of this line" }];
    }),
  );
}

/** What a plan's traffic gets wrong in itself. */
export const TRAFFIC_SOUNDNESS: readonly CrossCheck<Plan>[] = [
  { needs: [], find: stepProblems },
  { needs: ["traffic", "alerts"], find: reductionProblems },
  { needs: ["traffic"], find: lineProblems },
];
