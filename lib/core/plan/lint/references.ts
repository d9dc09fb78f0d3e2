import { placesLike, valueAt, type Path } from "../../config/place.ts";
import type { Problem } from "../../config/problems.ts";

/** Where the names of each kind are given; `*` stands for every element of a list. */
const GIVEN = {
  metric: ["metrics.*.id"],
  segment: ["segments.*.id"],
  role: ["people.roles.*.id"],
  crew: ["people.crews.*.id"],
  "status set": ["statusSets.*.id"],
  "decision set": ["decisionSets.*.id"],
  phase: ["phases.*.id"],
  delay: ["delays.*.id"],
  procedure: ["playbooks.*.id", "delays.*.id"],
  "traffic group": ["traffic.groups.*.id"],
  "traffic step": ["traffic.steps.*.id"],
  checkpoint: ["gates.*.id", "pulse.id", "recurring.*.id"],
  gate: ["gates.*.id"],
  stream: ["sprint.streams.*.id"],
  "impact measure": ["sprint.measures.*.id"],
  "task or milestone": ["sprint.streams.*.tasks.*.id", "sprint.milestones.*.id"],
  report: ["reports.*.id"],
  "pre-flight item": ["preflight.*.id"],
  criterion: ["success.criteria.*.id"],
  "recurring check": ["recurring.*.id"],
  "T0 step": ["t0Sequence.*.id"],
} as const;

type Kind = keyof typeof GIVEN;

const FORMS = ["gates.*", "pulse", "recurring.*"];
const onForms = (tail: string): readonly string[] => FORMS.map((form) => `${form}.${tail}`);

/** Where each kind of name is used. A name that nothing bears is an error. */
const USED: Readonly<Record<Exclude<Kind, "checkpoint" | "procedure">, readonly string[]>> = {
  metric: [
    "metrics.*.formula.of",
    "limits.*.metric",
    "headlines.*",
    "business.*",
    "segmentVariance.metrics.*",
    "errorBudget.metric",
    "preflight.*.metric",
    "preflight.*.load.metric",
    "t0Sequence.*.items.*.metrics.*",
    "success.criteria.*.metrics.*",
    "baseline.figures.*.metric",
    "sprint.measures.*.metric",
    "playbooks.*.trigger.metric",
    "alerts.*.metric",
    ...onForms("fields.*.metric"),
    ...onForms("fields.*.during"),
    ...onForms("fields.*.metrics.*"),
  ],
  segment: onForms("fields.*.segment"),
  role: [
    "approvedBy.*",
    "preflight.*.owner",
    "people.crews.*.roles.*",
    "people.shifts.*.lead",
    "people.escalation.*.role",
    "phases.*.crew.*.roles.*",
    "phases.*.routine.*.owner",
    "t0Sequence.*.items.*.owner",
    "recurring.*.attends.*",
    "briefs.*.from",
    "briefs.*.to.*",
    "playbooks.*.steps.*.owner",
    "delays.*.steps.*.owner",
    ...onForms("actions.*.owner"),
  ],
  crew: ["people.shifts.*.crews.*"],
  "status set": onForms("fields.*.status"),
  "decision set": onForms("decisions"),
  phase: ["pulse.phase", "rampDecision.options.*.phase"],
  delay: ["rampDecision.options.*.delay", "poll.delay"],
  "traffic group": ["traffic.steps.*.changes.*.group", "traffic.automatic.group", "t0Sequence.*.items.*.group"],
  "traffic step": [
    "t0Sequence.*.items.*.trafficStep",
    "playbooks.*.steps.*.trafficStep",
    "delays.*.steps.*.trafficStep",
  ],
  gate: ["reports.*.gate"],
  stream: [
    "blockedStreams.*.stream",
    "sprint.weeks.*.streams.*.stream",
    "sprint.staff.*.people.*.stream",
    "reports.*.contents.*.stream",
  ],
  "impact measure": [
    "sprint.goals.*.impact.measure",
    "sprint.streams.*.goals.*.impact.measure",
    "sprint.streams.*.tasks.*.impacts.*.measure",
    "reports.*.contents.*.measures.*",
  ],
  "task or milestone": ["sprint.streams.*.tasks.*.needs.*", "sprint.milestones.*.needs.*"],
  report: ["sprint.streams.*.report"],
  "pre-flight item": ["checklist.*.items.*.check.items.*"],
  criterion: ["checklist.*.items.*.check.criteria.*"],
  "recurring check": ["checklist.*.items.*.check.of.*"],
  "T0 step": ["checklist.*.items.*.check.step"],
};

/** Lists whose elements need an id of their own among themselves. */
const LISTS = [
  "mission",
  "t0Sequence.*.items",
  "people.shifts",
  "briefs",
  "success.whenMet",
  "baseline.figures",
  "playbooks.*.steps",
  "playbooks.*.steps.*.options",
  "delays.*.steps",
  "delays.*.steps.*.options",
  "rampDecision.options",
  "phases.*.routine",
  "phases.*.outcome",
  "statusSets.*.choices",
  "decisionSets.*.choices",
  "sprint.goals",
  "sprint.streams.*.goals",
  "sprint.weeks",
  "checklist",
  "checklist.*.items",
  ...onForms("fields"),
  ...onForms("actions"),
];

function isKey(value: unknown): value is string {
  return typeof value === "string";
}

function namesIn(document: unknown, kind: Kind): readonly string[] {
  return GIVEN[kind]
    .flatMap((pattern) => placesLike(document, pattern).map((path) => valueAt(document, path)))
    .filter(isKey);
}

function unknownNames(document: unknown): readonly Problem[] {
  return Object.entries(USED).flatMap(([kind, patterns]) => {
    const known = new Set(namesIn(document, kind as Kind));
    return patterns
      .flatMap((pattern) => placesLike(document, pattern))
      .flatMap((path) => {
        const name = valueAt(document, path);
        // `count` formulas say what they count under the same key as variance formulas name a metric.
        const counts = valueAt(document, [...path.slice(0, -1), "kind"]) === "count";
        return !isKey(name) || known.has(name) || counts
          ? []
          : [{ path, message: `names the ${kind} "${name}", which the plan does not have` }];
      });
  });
}

function repeated(document: unknown, paths: readonly Path[], what: string): readonly Problem[] {
  const seen = new Set<string>();
  return paths.flatMap((path) => {
    const name = valueAt(document, path);
    if (!isKey(name)) return [];
    if (seen.has(name)) return [{ path, message: `"${name}" is the id of another ${what} already` }];
    seen.add(name);
    return [];
  });
}

function repeatedIds(document: unknown): readonly Problem[] {
  const kinds = (Object.entries(GIVEN) as readonly (readonly [Kind, readonly string[]])[])
    // each of these is a checkpoint, or a procedure, as well
    .filter(([kind]) => kind !== "gate" && kind !== "delay")
    .flatMap(([kind, patterns]) =>
      repeated(
        document,
        patterns.flatMap((pattern) => placesLike(document, pattern)),
        kind,
      ),
    );
  const lists = LISTS.flatMap((pattern) => placesLike(document, pattern)).flatMap((list) => {
    const elements = valueAt(document, list);
    return Array.isArray(elements)
      ? repeated(
          document,
          elements.map((_, i) => [...list, i, "id"]),
          "entry of this list",
        )
      : [];
  });
  const limits = placesLike(document, "limits.*.metric").filter(
    (path, i, all) => all.findIndex((other) => valueAt(document, other) === valueAt(document, path)) < i,
  );
  return [
    ...kinds,
    ...lists,
    ...limits.map((path) => ({ path, message: `"${String(valueAt(document, path))}" has a limit already` })),
  ];
}

/**
 * Names that nothing bears and ids given twice. Works on the raw document, so that it can speak beside whatever else is
 * wrong with it.
 */
export function referenceProblems(document: unknown): readonly Problem[] {
  return [...unknownNames(document), ...repeatedIds(document)];
}
