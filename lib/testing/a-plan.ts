import { planSchema, type Plan, type PlanInput } from "#core/plan/plan";

/** The smallest plan worth a test, as a file would hold it: one metric, one phase of two hours, one gate. */
export function aPlanDocument(overrides: Partial<PlanInput> = {}): PlanInput {
  return {
    id: "small",
    name: "A small plan",
    version: "1",
    t0: "2030-05-06T10:00Z",
    intensiveWindow: { length: "2h" },
    segments: [{ id: "north", label: "North" }],
    metrics: [
      {
        id: "errors",
        label: "Error rate",
        unit: "%",
        better: "lower",
        formula: { kind: "error_rate", source: "traffic" },
      },
    ],
    limits: [{ metric: "errors", pass: { op: "<", value: 1 }, fail: { op: ">", value: 2 } }],
    headlines: ["errors"],
    statusSets: [{ id: "mood", choices: [{ id: "fine", label: "Fine", tone: "good" }] }],
    decisionSets: [{ id: "go-on", choices: [{ id: "continue", label: "Continue" }] }],
    people: { roles: [{ id: "lead", label: "Lead", discipline: "engineering", votes: true }] },
    phases: [{ id: "watch", label: "Watch", from: "0h", to: "2h" }],
    gates: [aGate("end", "2h")],
    ...overrides,
  };
}

/** A gate with one measured field and one action. */
export function aGate(id: string, at: string): NonNullable<PlanInput["gates"]>[number] {
  return {
    id,
    label: `Gate ${id}`,
    at,
    fields: [{ id: "errors", kind: "measured", label: "Errors", metric: "errors", window: "since-t0" }],
    decisions: "go-on",
    actions: [{ id: "look", label: "Look", owner: "lead" }],
  };
}

/** A recurring check with the same form. */
export function aRecurring(id: string, at: string): NonNullable<PlanInput["recurring"]>[number] {
  const { fields, decisions } = aGate(id, "1h");
  return { id, label: id, kind: "check", at, from: "2030-05-07", to: "2030-05-09", fields, decisions };
}

type StreamInput = NonNullable<PlanInput["sprint"]>["streams"][number];

/** A task of a stream; `from` and `to` are dates, both included. */
export function aTask(id: string, from: string, to: string): StreamInput["tasks"][number] {
  return { id, label: id, objective: "Better", method: "Work", deliverable: "A thing", from, to };
}

/** A sprint of one stream over the days of its tasks. */
export function aSprint(
  tasks: StreamInput["tasks"],
  overrides: Partial<NonNullable<PlanInput["sprint"]>> = {},
): NonNullable<PlanInput["sprint"]> {
  const days = tasks.flatMap(({ from, to }) => [from, to]).sort();
  const span = { from: days[0] ?? "2030-05-06", to: days.at(-1) ?? "2030-05-06" };
  const goals = [{ id: "done", label: "Done" }];
  return {
    id: "sprint",
    label: "Sprint",
    ...span,
    measures: [{ id: "gain", label: "Gain", unit: "%", better: "higher" }],
    streams: [{ id: "stream", label: "Stream", ...span, purpose: "Improve", goals, tasks }],
    ...overrides,
  };
}

/** `aPlanDocument`, parsed. Throws where the overrides make no well-formed plan. */
export function aPlan(overrides: Partial<PlanInput> = {}): Plan {
  return planSchema.parse(aPlanDocument(overrides));
}
