import { describe, expect, it, test } from "vitest";
import { aGate, aPlanDocument, aSprint, aTask } from "#testing/a-plan";
import { parsePlan } from "./parse-plan.ts";
import type { PlanInput } from "./plan.ts";

function placesFor(document: unknown): readonly string[] {
  const parsed = parsePlan(document);
  return parsed.ok ? [] : (parsed.refusal.places ?? []).map(({ path, message }) => `${path}: ${message}`);
}

function problemsWith(overrides: Partial<PlanInput>): readonly string[] {
  return placesFor(aPlanDocument(overrides));
}

test("a small plan is accepted and gets its defaults", () => {
  const parsed = parsePlan(aPlanDocument());
  expect(parsed).toMatchObject({
    ok: true,
    value: { minimumCoverage: 0.95, reports: [], gates: [{ recommendation: [] }] },
  });
});

test("every problem is reported at once, wrong fields and unknown names together", () => {
  const document = { ...aPlanDocument({ headlines: ["errors", "speed"] }), t0: "tomorrow", colour: "red", version: 3 };
  expect(placesFor(document)).toEqual([
    "version: must be a text, not a number",
    "t0: must be an instant in UTC such as 2025-11-02T16:00Z",
    "colour: is not a known field",
    'headlines[1]: names the metric "speed", which the plan does not have',
  ]);
});

test.each([null, undefined, 7, "text", [], [[]], { gates: "no list", metrics: [null] }])(
  "%j is refused, not thrown at",
  (document) => {
    expect(parsePlan(document).ok).toBe(false);
  },
);

test("a missing field says what it must be", () => {
  const rest = Object.fromEntries(Object.entries(aPlanDocument()).filter(([key]) => key !== "name"));
  expect(placesFor(rest)).toEqual(["name: is missing; it must be a text"]);
});

test("an unknown kind of field lists the kinds there are", () => {
  const gate = { ...aGate("end", "2h"), fields: [{ id: "x", kind: "guess", label: "X" }] };
  expect(placesFor({ ...aPlanDocument(), gates: [gate] })).toEqual([
    "gates[end].fields[x].kind: must be one of measured, choice, number, text",
  ]);
});

describe("names that nothing bears", () => {
  const gate = aGate("end", "2h");
  it.each<[string, Partial<PlanInput>, string]>([
    [
      "metric",
      {
        gates: [{ ...gate, fields: [{ id: "x", kind: "measured", label: "X", metric: "speed", window: "since-t0" }] }],
      },
      "gates[end].fields[x].metric",
    ],
    [
      "segment",
      {
        gates: [
          {
            ...gate,
            fields: [{ id: "x", kind: "measured", label: "X", metric: "errors", segment: "south", window: "since-t0" }],
          },
        ],
      },
      "gates[end].fields[x].segment",
    ],
    [
      "status set",
      { gates: [{ ...gate, fields: [{ id: "x", kind: "choice", label: "X", status: "gloom" }] }] },
      "gates[end].fields[x].status",
    ],
    ["decision set", { gates: [{ ...gate, decisions: "stop" }] }, "gates[end].decisions"],
    [
      "role",
      { gates: [{ ...gate, actions: [{ id: "a", label: "A", owner: "nobody" }] }] },
      "gates[end].actions[a].owner",
    ],
    [
      "phase",
      { pulse: { id: "pulse", label: "P", phase: "sleep", fields: gate.fields, decisions: "go-on" } },
      "pulse.phase",
    ],
    [
      "gate",
      { reports: [{ id: "r", label: "R", file: "R.md", due: "2h", gate: "gate-9", contents: ["x"] }] },
      "reports[r].gate",
    ],
    [
      "task or milestone",
      { sprint: aSprint([{ ...aTask("one", "2030-05-06", "2030-05-07"), needs: ["zero"] }]) },
      "sprint.streams[stream].tasks[one].needs[0]",
    ],
    [
      "stream",
      {
        sprint: aSprint([aTask("one", "2030-05-06", "2030-05-07")]),
        blockedStreams: [{ stream: "other", impact: "x", resolution: "x", contingency: "x" }],
      },
      "blockedStreams[0].stream",
    ],
  ])("a %s is an error at the place that uses it", (kind, overrides, place) => {
    const problems = problemsWith(overrides);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^.*: names the ${kind} "`));
    expect(problems[0]?.split(": ")[0]).toBe(place);
  });
});

describe("ids given twice", () => {
  it("are errors among their kind, also across gates and recurring checks", () => {
    expect(problemsWith({ gates: [aGate("end", "1h"), aGate("end", "2h")] })).toEqual([
      'gates[1].id: "end" is the id of another checkpoint already',
    ]);
  });
  it("are errors within one form", () => {
    const gate = aGate("end", "2h");
    expect(problemsWith({ gates: [{ ...gate, fields: [...gate.fields, ...gate.fields] }] })).toEqual([
      'gates[end].fields[1].id: "errors" is the id of another entry of this list already',
    ]);
  });
  it("are fine in two forms", () => {
    expect(problemsWith({ gates: [aGate("first", "1h"), aGate("end", "2h")] })).toEqual([]);
  });
  it("include a second limit for one metric", () => {
    const limit = { metric: "errors", pass: { op: "<" as const, value: 1 } };
    expect(problemsWith({ limits: [limit, limit] })).toEqual(['limits[1].metric: "errors" has a limit already']);
  });
});

describe("limits", () => {
  const limit = (pass: string, fail: string): Partial<PlanInput> => {
    const bound = (text: string): { op: "<" | ">"; value: number } => ({
      op: text.startsWith("<") ? "<" : ">",
      value: Number(text.slice(1)),
    });
    return { limits: [{ metric: "errors", pass: bound(pass), fail: bound(fail) }] };
  };
  it("must fail beyond the point up to which they pass", () => {
    expect(problemsWith(limit("<2", ">1"))).toEqual(["limits[errors].fail: fails at 1, which would still pass (< 2)"]);
  });
  it("must fail in the other direction than they pass", () => {
    expect(problemsWith(limit("<1", "<2"))).toEqual([
      "limits[errors].fail: fails in the same direction as it passes (< 1)",
    ]);
  });
  it("must pass on the better side", () => {
    expect(problemsWith(limit(">2", "<1"))).toEqual([
      "limits[errors].pass: passes > 2, though of errors lower is better",
    ]);
  });
  it("may meet at one value", () => {
    expect(problemsWith(limit("<1", ">1"))).toEqual([]);
  });
});

describe("times", () => {
  it("of a stretch must not run backwards", () => {
    expect(problemsWith({ phases: [{ id: "watch", label: "W", from: "2h", to: "1h" }] })).toEqual([
      "phases[watch].to: ends at 1h, not after it begins at 2h",
    ]);
  });
  it("of gates rise and stay inside the window", () => {
    expect(problemsWith({ gates: [aGate("b", "2h"), aGate("a", "1h"), aGate("late", "3h")] })).toEqual([
      "gates[a].at: is at 1h, not after b at 2h",
      "gates[late].at: is at 3h, outside the window of 2h",
    ]);
  });
  it("of a task stay inside its stream", () => {
    const sprint = aSprint([aTask("one", "2030-05-06", "2030-05-07")]);
    const late = {
      ...sprint,
      streams: sprint.streams.map((stream) => ({ ...stream, tasks: [aTask("one", "2030-05-05", "2030-05-09")] })),
    };
    expect(problemsWith({ sprint: late })).toEqual([
      "sprint.streams[stream].tasks[one].from: begins on 2030-05-05, before stream stream does on 2030-05-06",
      "sprint.streams[stream].tasks[one].to: ends on 2030-05-09, after stream stream does on 2030-05-07",
    ]);
  });
});

describe("dependencies", () => {
  const one = aTask("one", "2030-05-06", "2030-05-07");
  const two = aTask("two", "2030-05-08", "2030-05-09");
  it("in a circle are reported once", () => {
    const tasks = [
      { ...one, needs: ["two"] },
      { ...two, needs: ["one"] },
    ];
    expect(problemsWith({ sprint: aSprint(tasks) })).toEqual([
      "sprint.streams[stream].tasks[one].needs: waits for itself: one needs two needs one",
    ]);
  });
  it("must be done before the task begins", () => {
    expect(problemsWith({ sprint: aSprint([{ ...one, needs: ["two"] }, two]) })).toEqual([
      "sprint.streams[stream].tasks[one].needs[0]: begins on 2030-05-06, before two is done",
    ]);
  });
  it("in the right order are fine", () => {
    expect(problemsWith({ sprint: aSprint([one, { ...two, needs: ["one"] }]) })).toEqual([]);
  });
});

test("people must add up to the stated number", () => {
  const staff = [{ team: "ops", label: "Ops", people: [{ label: "Engineer", count: 2 }] }];
  const sprint = aSprint([aTask("one", "2030-05-06", "2030-05-07")], { staff, fte: 3 });
  expect(problemsWith({ sprint })).toEqual(["sprint.fte: is 3, but the teams add up to 2"]);
});

test("no traffic step gives out more than there is", () => {
  const groups = [
    { id: "a", label: "A" },
    { id: "b", label: "B" },
  ];
  const changes = [
    { group: "a", from: 0, to: 60 },
    { group: "b", from: 0, to: 60 },
  ];
  expect(problemsWith({ traffic: { groups, steps: [{ id: "s", label: "S", changes }] } })).toEqual([
    "traffic.steps[s].changes: gives out 120 % of the traffic",
  ]);
});

describe("an automatic reduction", () => {
  const traffic = {
    groups: [{ id: "new", label: "New" }],
    steps: [{ id: "s", label: "S", changes: [{ group: "new", from: 0, to: 100 }] }],
  };
  const down = { id: "down", kind: "down", label: "Down", severity: "critical" } as const;
  const problemsOf = (automatic: object, alerts: readonly object[] = [down]): unknown =>
    problemsWith({
      traffic: { ...traffic, automatic: { group: "new", to: 50, after: "2m", ...automatic } },
      alerts,
    } as never);

  it.each([
    [{}, [down], []],
    [{ to: 100 }, [down], ["traffic.automatic.to: never reduces new: no step gives it more than 100 %"]],
    [
      { group: "gone" },
      [down],
      ['traffic.automatic.group: names the traffic group "gone", which the plan does not have'],
    ],
    [{}, [{ ...down, severity: "high" }], ["traffic.automatic: never begins: no alert rule is critical"]],
  ])("%o with %o", (automatic, alerts, problems) => {
    expect(problemsOf(automatic, alerts)).toEqual(problems);
  });
});

test("a line of the T0 sequence is about a group that its step moves", () => {
  const items = [{ id: "off", label: "Off", group: "new" }];
  const groups = [{ id: "new", label: "New" }];
  expect(problemsWith({ traffic: { groups, steps: [] }, t0Sequence: [{ id: "lb", label: "LB", items }] })).toEqual([
    "t0Sequence[lb].items[off].group: is moved by no traffic step of this line",
  ]);
});

test("no traffic group takes the name of what no group gets", () => {
  expect(problemsWith({ traffic: { groups: [{ id: "stable", label: "Old" }], steps: [] } })).toEqual([
    "traffic.groups[stable].id: is what no group gets: name it otherwise",
  ]);
});

test("a field at the peak of another metric says of which", () => {
  const gate = aGate("end", "2h");
  const field = {
    id: "x",
    kind: "measured",
    label: "X",
    metric: "errors",
    window: "since-t0",
    statistic: "during_peak",
  } as const;
  expect(problemsWith({ gates: [{ ...gate, fields: [field] }] })).toEqual([
    "gates[end].fields[x].during: is missing; during_peak needs the metric whose peak is meant",
  ]);
});

test.each<[string, object, readonly string[], PlanInput["limits"]?]>([
  ["without a metric", { check: "metric_arriving" }, ["preflight[x].metric: is missing; metric_arriving needs one"]],
  [
    "under load that names no load",
    { check: "metric_under_load", metric: "errors" },
    ["preflight[x].load: is missing; metric_under_load needs it"],
  ],
  [
    "that has no use for a load",
    { check: "poll_is_go", load: { metric: "errors", atLeast: 1 } },
    ["preflight[x].load: is only for the check metric_under_load"],
  ],
  [
    "under load whose metric has no limit",
    { check: "metric_under_load", metric: "errors", load: { metric: "errors", atLeast: 1 } },
    ["preflight[x].metric: has no limit to be judged by: errors"],
    [],
  ],
])("a pre-flight check %s is a problem", (_, part, expected, limits = aPlanDocument().limits) => {
  const item = { id: "x", kind: "automatic", label: "X", owner: "lead", ...part };
  expect(placesFor({ ...aPlanDocument({ limits }), preflight: [item] })).toEqual(expected);
});
