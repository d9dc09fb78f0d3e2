import { describe, expect, it, test } from "vitest";
import { aGate, aPlan, aRecurring, aSprint, aTask } from "#testing/a-plan";
import type { PlanInput } from "../plan.ts";
import { lintPlan, RULES } from "./lint-plan.ts";

type Case = {
  readonly fires: Partial<PlanInput>;
  readonly silent: Partial<PlanInput>;
  readonly details: readonly string[];
};

const one = aTask("one", "2030-05-06", "2030-05-07");
const two = aTask("two", "2030-05-08", "2030-05-09");

function gateStating(stated: NonNullable<ReturnType<typeof aGate>["stated"]>): Partial<PlanInput> {
  return { gates: [{ ...aGate("end", "2h"), stated }] };
}

function watch(phase: Partial<PlanInput["phases"][number]>): Pick<PlanInput, "phases"> {
  return { phases: [{ id: "watch", label: "Watch", from: "0h", to: "2h", ...phase }] };
}

function report(on: string): Partial<PlanInput> {
  return {
    reports: [{ id: "end", label: "End", file: "END.md", due: "2h", gate: "end", contents: ["All"], stated: { on } }],
  };
}

function streamOf(
  goals: NonNullable<PlanInput["sprint"]>["streams"][number]["goals"],
  gains: readonly number[],
): Partial<PlanInput> {
  const tasks = [one, two].map((task, i) => ({
    ...task,
    impacts: [{ measure: "gain", low: gains[i] ?? 0, high: gains[i] ?? 0 }],
  }));
  const sprint = aSprint(tasks);
  return { sprint: { ...sprint, streams: sprint.streams.map((stream) => ({ ...stream, goals })) } };
}

function change(from: string, to: string): Partial<PlanInput> {
  const stated = { from: { value: 50, unit: from }, to: { value: 500, unit: to } };
  return { t0Sequence: [{ id: "go", label: "Go", items: [{ id: "scale", label: "Scale", stated }] }] };
}

function delay(moves: ("phases" | "checkpoints")[], stated: ("phases" | "checkpoints")[]): Partial<PlanInput> {
  const steps = [{ id: "wait", label: "Wait", owner: "lead" }];
  return { delays: [{ id: "rain", label: "Rain", trigger: "It rains", steps, moves, stated: { moves: stated } }] };
}

function shifts(...spans: readonly (readonly [string, string])[]): Partial<PlanInput> {
  const { people } = aPlan();
  const each = spans.map(([from, to], i) => ({
    id: `shift-${i}`,
    label: "Shift",
    crews: ["crew"],
    lead: "lead",
    from,
    to,
  }));
  return { people: { ...people, crews: [{ id: "crew", label: "Crew", roles: ["lead"] }], shifts: each } };
}

const goal = (
  basis: "incremental" | "cumulative",
  low: number,
  high: number,
): NonNullable<PlanInput["sprint"]>["goals"] => [
  { id: basis, label: basis, impact: { measure: "gain", low, high, basis } },
];

const CASES: Readonly<Record<string, Case>> = {
  "checkpoint-date-disagrees-with-offset": {
    fires: gateStating({ at: "2030-05-06T11:00Z" }),
    silent: gateStating({ at: "2030-05-06T12:00Z" }),
    details: ["gates[end].stated.at: says 2030-05-06T11:00Z, but T0 + 2h is 2030-05-06T12:00Z"],
  },
  "progress-stated-wrong": {
    fires: {
      intensiveWindow: { length: "3h" },
      gates: [{ ...aGate("mid", "1h"), stated: { progress: "1/2" } }, aGate("end", "3h")],
    },
    silent: {
      intensiveWindow: { length: "3h" },
      gates: [{ ...aGate("mid", "1h"), stated: { progress: "1/3" } }, aGate("end", "3h")],
    },
    details: ["gates[mid].stated.progress: says 1/2 complete, but 1h of 3h is 33.3 %"],
  },
  "cadence-has-no-checkpoint": {
    fires: watch({ cadence: [{ every: "30m", until: "1h" }, { at: "2h" }] }),
    silent: {
      ...watch({ cadence: [{ every: "30m", until: "1h" }, { at: "2h" }] }),
      pulse: { id: "pulse", label: "Pulse", phase: "watch", fields: aGate("x", "1h").fields, decisions: "go-on" },
    },
    details: ["phases[watch].cadence: names 2 moments that the list of checkpoints leaves out: T+30m, T+1h"],
  },
  "recurring-time-conflict": {
    fires: {
      recurring: [
        { ...aRecurring("daily", "09:00"), stated: { at: ["08:00", "09:00"] } },
        { ...aRecurring("review", "09:00"), on: ["thursday"] },
      ],
    },
    silent: {
      recurring: [
        { ...aRecurring("daily", "09:00"), stated: { at: ["09:00"] } },
        { ...aRecurring("review", "09:00"), on: ["friday"] },
      ],
    },
    details: [
      "recurring[daily].stated.at: is also given at 08:00, beside 09:00",
      "recurring[review].at: falls together with daily at 09:00, first on 2030-05-09",
    ],
  },
  "document-date-disagrees-with-checkpoint": {
    fires: report("2030-05-05"),
    silent: report("2030-05-06"),
    details: ["reports[end].stated.on: is dated 2030-05-05, but end at T0 + 2h falls on 2030-05-06"],
  },
  "window-heading-disagrees": {
    fires: { intensiveWindow: { length: "3h", stated: "1h" } },
    silent: { intensiveWindow: { length: "2h", stated: "120m" } },
    details: [
      "intensiveWindow.stated: a heading says 1h, but the window is 3h",
      "intensiveWindow.length: is 3h, but the last gate is at 2h",
    ],
  },
  "duration-disagrees-with-dates": {
    fires: {
      sprint: aSprint([{ ...one, stated: { days: 3 } }, aTask("two", "2030-05-07", "2030-05-09")], {
        stated: { days: 5 },
      }),
    },
    silent: { sprint: aSprint([{ ...one, stated: { days: 2 } }, two], { stated: { days: 4 } }) },
    details: [
      "sprint.stated.days: says 5 days, but 2030-05-06 to 2030-05-09 are 4",
      "sprint.streams[stream].tasks[one].stated.days: says 3 days, but 2030-05-06 to 2030-05-07 are 2",
      "sprint.streams[stream].tasks[two].from: begins on 2030-05-07, the day on which one still runs",
    ],
  },
  "incremental-or-cumulative": {
    fires: {
      sprint: aSprint([one], { goals: [...(goal("incremental", 8, 10) ?? []), ...(goal("cumulative", 8, 10) ?? [])] }),
    },
    silent: {
      sprint: aSprint([one], { goals: [...(goal("incremental", 8, 10) ?? []), ...(goal("cumulative", 14, 16) ?? [])] }),
    },
    details: ["sprint.goals[cumulative].impact: gain of 8 to 10 is a total here and an addition elsewhere"],
  },
  "stream-goal-disagrees-with-tasks": {
    fires: streamOf(goal("incremental", 0.3, 0.5) ?? [], [0.1, 0.2]),
    silent: streamOf(goal("incremental", 0.3, 0.3) ?? [], [0.1, 0.2]),
    details: [
      "sprint.streams[stream].goals[incremental].impact: gain is to change by 0.3 to 0.5, but the tasks add up to 0.3",
    ],
  },
  "mixed-quantities": {
    fires: change("requests", "people"),
    silent: change("people", "people"),
    details: [
      "t0Sequence[go].items[scale].stated: goes from 50 requests to 500 people, which are different quantities",
    ],
  },
  "limit-incomplete": {
    fires: { limits: [{ metric: "errors", pass: { op: "<", value: 1 } }] },
    silent: { limits: [{ metric: "errors", pass: { op: "<", value: 1 }, fail: { op: ">", value: 2 }, stated: "all" }] },
    details: ["limits[errors]: has a PASS limit (< 1) but no FAIL limit"],
  },
  "delay-moves-only-part": {
    fires: delay(["phases"], ["checkpoints"]),
    silent: delay(["phases", "checkpoints"], ["checkpoints", "phases"]),
    details: [
      "delays[rain].moves: leaves behind: checkpoints",
      "delays[rain].stated.moves: the source says nothing of moving: phases",
    ],
  },
  "nobody-leads": {
    fires: shifts(["-30m", "0h"], ["20m", "1h"], ["1h", "2030-05-06T11:30Z"]),
    silent: shifts(["-30m", "20m"], ["15m", "1h"], ["1h", "2030-05-06"]),
    details: [
      "people.shifts[shift-1].from: leaves 20m without a lead, from T+0s to T+20m",
      "people.shifts[shift-2].to: leaves 30m without a lead, from T+1h30m to T+2h",
    ],
  },
};

function openFindings(overrides: Partial<PlanInput>): readonly (readonly [string, readonly string[]])[] {
  return lintPlan(aPlan(overrides))
    .filter(({ acknowledged }) => acknowledged === null)
    .map(({ rule, details }) => [rule, details.map(({ place, sentence }) => `${place}: ${sentence}`)]);
}

test("every rule has its two plans here", () => {
  expect(RULES.map(({ name }) => name)).toEqual(Object.keys(CASES));
});

test("the small plan that they all start from has no finding", () => {
  expect(lintPlan(aPlan())).toEqual([]);
});

describe.each(Object.entries(CASES))("%s", (rule, { fires, silent, details }) => {
  it("fires where the plan says two things, and nothing else does", () => {
    expect(openFindings(fires)).toEqual([[rule, details]]);
  });

  it("is silent where the two agree", () => {
    expect(openFindings(silent)).toEqual([]);
  });

  it("lists what is acknowledged with its reason, and raises nothing", () => {
    const places = details.map((detail) => detail.split(": ")[0] ?? "");
    const findings = lintPlan(aPlan({ ...fires, acknowledged: [{ rule, places, why: "We decided." }] }));
    expect(findings.map(({ acknowledged, rule: name }) => [name, acknowledged])).toEqual([[rule, "We decided."]]);
    expect(findings[0]?.details).toHaveLength(details.length);
  });
});

test("a limit whose source gave only the target is a finding though its FAIL limit was decided", () => {
  const limits = [
    {
      metric: "errors",
      pass: { op: "<" as const, value: 1 },
      fail: { op: ">" as const, value: 2 },
      stated: "pass_only" as const,
    },
  ];
  expect(openFindings({ limits })[0]?.[1]).toEqual([
    "limits[errors].stated: the source gives only PASS (< 1); WARN and FAIL are decided here",
  ]);
});

test("the source's own list is compared with its cadence, whatever pulses were decided", () => {
  const phases = watch({ cadence: [{ every: "1h", until: "2h" }], stated: { checkpoints: ["2h"] } });
  const pulse = { id: "pulse", label: "Pulse", phase: "watch", fields: aGate("x", "1h").fields, decisions: "go-on" };
  expect(openFindings({ ...phases, pulse }).map(([rule]) => rule)).toEqual(["cadence-has-no-checkpoint"]);
});

test("a place that no acknowledgement names is raised beside those that are acknowledged", () => {
  const { fires } = CASES["window-heading-disagrees"]!;
  const acknowledged = [{ rule: "window-heading-disagrees", places: ["intensiveWindow.stated"], why: "Known." }];
  expect(
    lintPlan(aPlan({ ...fires, acknowledged })).map((finding) => [
      finding.acknowledged,
      finding.details.map(({ place }) => place),
    ]),
  ).toEqual([
    ["Known.", ["intensiveWindow.stated"]],
    [null, ["intensiveWindow.length"]],
  ]);
});

test("an acknowledgement of nothing is raised, so that it cannot hide a later contradiction", () => {
  expect(openFindings({ acknowledged: [{ rule: "mixed-quantities", places: ["headlines"], why: "Once." }] })).toEqual([
    ["acknowledgement-without-finding", ["acknowledged[0].places[0]: mixed-quantities finds nothing at headlines"]],
  ]);
});
