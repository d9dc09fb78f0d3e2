import { describe, expect, test } from "vitest";
import { toHtml } from "#core/report/to-html";
import { toMarkdown } from "#core/report/to-markdown";
import { writeOut } from "#core/report/write-out";
import { NO_DATA_YET, type Block, type Cell, type Report } from "#core/report/document";
import type { Sample } from "#core/measure/sample";
import { sumOf } from "#core/measure/window";
import { applyEvent, EMPTY_ROOM } from "#core/room/room";
import type { LoggedEvent } from "#core/room/room-event";
import { HOUR_MS, MINUTE_MS, tickAt, tickStart, type Range } from "#core/time";
import {
  actorOf,
  ADA,
  ADVANCED,
  ALL_GO,
  anAnswer,
  ENGINE,
  happened,
  logged,
  opened,
  PLAN_T0,
  started,
  WHOLE_FORM,
  type Happened,
} from "#testing/a-room";
import { aSprint, aTask } from "#testing/a-plan";
import { aRoomPlan } from "#testing/a-room-plan";
import { aSample, aTargetOf } from "#testing/a-window";
import { readReport, type ReportParts } from "./read-report.ts";

const T0 = PLAN_T0;
const END = T0 + 2 * HOUR_MS;
const PLAN = aRoomPlan({
  metrics: [
    {
      id: "errors",
      label: "Error rate",
      unit: "%",
      better: "lower",
      formula: { kind: "error_rate", source: "traffic" },
    },
    { id: "availability", label: "Availability", unit: "%", better: "higher", formula: { kind: "availability" } },
    { id: "tickets", label: "Tickets", unit: "count", better: "lower", formula: { kind: "manual" } },
    {
      id: "critical",
      label: "Critical incidents",
      unit: "count",
      better: "lower",
      formula: { kind: "count", of: "critical_incidents" },
    },
  ],
  limits: [
    { metric: "critical", pass: { op: "<=", value: 0 } },
    { metric: "errors", pass: { op: "<", value: 1 }, fail: { op: ">", value: 2 } },
    { metric: "availability", pass: { op: ">", value: 99.9 }, fail: { op: "<", value: 99 } },
    { metric: "tickets", pass: { op: "<=", value: 2 }, fail: { op: ">", value: 5 } },
  ],
  headlines: ["errors", "availability"],
  errorBudget: { metric: "availability", target: 99.5, over: "2h" },
  success: {
    criteria: [
      { id: "errors", label: "Few errors", metrics: ["errors"] },
      { id: "up", label: "Always up", metrics: ["availability"] },
      { id: "tickets", label: "Few tickets", metrics: ["tickets"] },
      { id: "calm", label: "No critical incident", metrics: ["critical"] },
    ],
  },
  sprint: aSprint(
    [
      { ...aTask("one", "2030-05-06", "2030-05-07"), impacts: [{ measure: "gain", low: 1, high: 2 }] },
      { ...aTask("two", "2030-05-06", "2030-05-06"), impacts: [{ measure: "gain", low: 2, high: 2 }] },
      aTask("three", "2030-05-08", "2030-05-09"),
    ],
    {
      goals: [{ id: "gain", label: "3 % more", impact: { measure: "gain", low: 3, high: 3 } }],
      milestones: [{ id: "stable", label: "Stable", at: "2030-05-06T11:00Z" }],
    },
  ),
  checklist: [
    {
      id: "after",
      label: "Afterwards",
      at: "2h",
      items: [
        { id: "gates", label: "Every gate decided", check: { kind: "gates" } },
        { id: "thanks", label: "Everybody thanked" },
      ],
    },
  ],
  reports: [
    {
      id: "done",
      label: "Rollout done",
      file: "ROLLOUT-DONE.md",
      due: "2h",
      contents: [
        { label: "What was measured", shows: ["figures", "budget", "criteria", "business"] },
        { label: "Checkpoints", shows: ["checkpoints", "actions"] },
        { label: "GO/NO-GO and why", shows: ["go_no_go", "decisions"] },
        { label: "Trouble", shows: ["alerts", "incidents"] },
        { label: "Sprint", shows: ["tasks", "impacts", "timeline"] },
        { label: "What comes next", shows: ["transition", "checklist", "baseline"] },
        "What we learned",
      ],
    },
  ],
});
const REPORT = PLAN.reports[0] as (typeof PLAN.reports)[number];

const WEB = aTargetOf({ id: "web", name: "Web", kind: "push", critical: false });
const PING = aTargetOf({ id: "ping", name: "Ping", kind: "http" });

/**
 * 2 h are 1,440 ticks. The web reports 10 requests in each: 14,400; in the first hour every tenth tick has an error: 72 errors, 72 /
 * 14,400 = 0.5 %. The ping is down in 3 ticks: 1,437 / 1,440 = 99.792 % up, 3 * 5 s = 15 s of the 0.5 % * 2 h = 36 s allowed,
 * so that 21 s or 58.3 % are left.
 */
const SAMPLES: readonly Sample[] = Array.from({ length: 1_440 }, (_, i) => [
  aSample({ targetId: "web", tick: tickAt(T0) + i, requests: 10, errors: i < 720 && i % 10 === 0 ? 1 : 0 }),
  aSample({ targetId: "ping", tick: tickAt(T0) + i, up: i % 480 !== 100, requests: 1 }),
]).flat();

function storeOf(samples: readonly Sample[]): ReportParts["store"] {
  const sums = (ids: readonly string[], { from, to }: Range): Map<string, ReturnType<typeof sumOf>> => {
    const within = samples.filter(({ tick }) => tickStart(tick) >= from && tickStart(tick) < to);
    const own = (id: string): readonly Sample[] => within.filter(({ targetId }) => targetId === id);
    return new Map(ids.filter((id) => own(id).length > 0).map((id) => [id, sumOf(own(id))]));
  };
  return {
    windows: async (ids, range) => sums(ids, range),
    series: async (ids, range, stepMs) => {
      const first = Math.floor(range.from / stepMs) * stepMs;
      const starts = Array.from({ length: Math.ceil((range.to - first) / stepMs) }, (_, i) => first + i * stepMs);
      return starts
        .map((from) => ({ from, sums: sums(ids, { from, to: from + stepMs }) }))
        .filter((step) => step.sums.size > 0);
    },
  };
}

const at = (minutes: number, event: Extract<Happened, { type: string }>): Happened =>
  happened(event, { at: T0 + minutes * MINUTE_MS, actor: actorOf(ADA) });
const byEngine = (minutes: number, event: Extract<Happened, { type: string }>): Happened =>
  happened(event, { at: T0 + minutes * MINUTE_MS, actor: ENGINE });
/** It began a minute before it fired, was in hand 3 min after it began and over after 10. */
const TROUBLE: readonly Happened[] = [
  byEngine(40, {
    ...{ type: "alert_fired", alert: "errors-1", rule: "errors", subject: null, label: "Errors", severity: "high" },
    ...{ since: T0 + 39 * MINUTE_MS, sentence: "2 % fail.", evidence: null, times: 1 },
  }),
  at(42, { type: "alert_acknowledged", alert: "errors-1", note: "" }),
  byEngine(49, { type: "alert_resolved", alert: "errors-1", sentence: "It is well." }),
  byEngine(66, {
    type: "alert_measured",
    alert: "errors-1",
    windows: [
      {
        ...{ part: "during", from: T0 + 39 * MINUTE_MS, to: T0 + 49 * MINUTE_MS, requests: 1_200, errors: 60 },
        ...{ budgetUsedMs: 5_000, budgetAllowedMs: 36_000, figures: [] },
      },
    ],
  }),
];
/** Of three tasks one is delivered, one is to begin today, one is to come; both that bring something brought 1.5 % and 1.25 %: 2.75 %. */
const WORK: readonly Happened[] = [
  at(60, {
    ...{ type: "figure_given", metric: "tickets", value: 2, speaksFor: T0 + 60 * MINUTE_MS },
    ...{ source: "Support desk", note: "" },
  }),
  at(70, { type: "milestone_confirmed", milestone: "stable", note: "It holds" }),
  at(80, { type: "task_delivered", task: "one", link: "https://example.org/one", note: "Twice as fast" }),
  at(81, { type: "task_impact", task: "one", measure: "gain", value: 1.5, note: "" }),
  at(82, { type: "task_impact", task: "two", measure: "gain", value: 1.25, note: "" }),
  at(90, { type: "checklist_ticked", group: "after", item: "thanks", note: "By mail", link: null }),
];
const answers = { ...WHOLE_FORM, tickets: anAnswer({ number: 1 }) };
const HAPPENED: readonly Happened[] = [
  ...ALL_GO.map((event) => happened(event, { at: T0 - 10 * MINUTE_MS })),
  ADVANCED,
  started(),
  opened(),
  at(17, { type: "entry_submitted", checkpoint: "first", revision: 1, answers, tone: "good" }),
  at(18, {
    type: "decision_made",
    checkpoint: "first",
    revision: 1,
    decision: "continue",
    reason: "",
    tone: "good",
    needsSecond: false,
  }),
  ...TROUBLE,
  ...WORK,
];
const said = (text: string, revision: number): Happened =>
  at(125, { type: "report_text_written", report: "done", section: "what-we-learned", text, revision });

function partsOf(happenings: readonly Happened[], part: Partial<ReportParts> = {}): ReportParts {
  const events: readonly LoggedEvent[] = happenings.map((event, i) => ({
    ...logged(i + 1, event),
    hash: `hash-${i + 1}`,
  }));
  return {
    ...{
      plan: PLAN,
      rollout: { name: PLAN.name, kind: "production" },
      t0: T0,
      now: END + 10 * MINUTE_MS,
      signedHead: null,
    },
    ...{ targets: [WEB, PING], store: storeOf(SAMPLES), events, room: events.reduce(applyEvent, EMPTY_ROOM) },
    ...part,
  };
}

function rowsOf(report: Report, caption: string): readonly (readonly Cell[])[] {
  const found = report.sections
    .flatMap(({ blocks }) => blocks)
    .find((one) => "caption" in one && one.caption === caption);
  return found?.kind === "table" ? found.rows : [];
}

const sectionOf = (report: Report, id: string): readonly Block[] =>
  report.sections.find((section) => section.id === id)?.blocks ?? [];

describe("a report of a known rollout", () => {
  test("says what was computed by hand", async () => {
    const report = await readReport(partsOf(HAPPENED), REPORT);
    const table = sectionOf(report, "what-was-measured").find(({ kind }) => kind === "table");
    expect(table?.kind === "table" && table.rows.map(([label, value, , n]) => [label, value, n])).toEqual([
      ["Error rate", "0.5 %", "14,400"],
      ["Availability", "99.792 %", "1,440"],
    ]);
    expect(sectionOf(report, "what-was-measured")).toContainEqual({
      kind: "text",
      text: "58.3 % of the error budget is left (21 s of 36 s): at this rate it lasts to the end of the window.",
    });
    // error rate 0.5 % < 1 %, 2 tickets <= 2 and no critical incident pass; 99.792 % is not above 99.9 %
    expect(sectionOf(report, "summary")).toContainEqual({ kind: "text", text: "3 of 4 success criteria are met." });
    expect(rowsOf(report, "Incidents")).toEqual([
      [
        { text: "Errors", href: "/log#event-11" },
        ...["high", "2030-05-06 10:39 UTC (T+39m)", "1 min", "3 min", "10 min", "-"],
        "60 of 1,200 requests failed in 10 min, 5 s of the error budget of 36 s used",
      ],
    ]);
    expect(rowsOf(report, "Tasks").map(([label, , , state, result]) => [label, state, result])).toEqual([
      ["one", "delivered 2030-05-06", { text: "Twice as fast", href: "https://example.org/one" }],
      ["two", "to come", NO_DATA_YET],
      ["three", "to come", NO_DATA_YET],
    ]);
    expect(rowsOf(report, "Expected and actual")).toEqual([
      // 1.5 and 1.25; "two" is not delivered, so that what it brought does not count yet
      ["3 % more", "Gain", "3 % more", "2.75 %, of 2 of 2 tasks", "not yet mature"],
      ["Done", "-", "-", "Nothing measures it: somebody has to say.", "not known"],
    ]);
    expect(rowsOf(report, "Final checklist").map((row) => row[2])).toEqual(["open", "done, said"]);
    expect(rowsOf(report, "Timeline").find((row) => row[2] === "Stable")?.[3]).toBe("confirmed 2030-05-06 11:10 UTC");
    expect([report.draft, report.log]).toEqual([false, { seq: HAPPENED.length, hash: `hash-${HAPPENED.length}` }]);
  });

  test("reads as its golden files, byte for byte, however often and whenever later it is made", async () => {
    const written = [...HAPPENED, said("Fewer <surprises> than feared.\n# 2 of 3 | is a start", 1)];
    const report = await readReport(partsOf(written), REPORT);
    await expect(toMarkdown(report)).toMatchFileSnapshot("./golden/rollout-done.md");
    await expect(toHtml(report)).toMatchFileSnapshot("./golden/rollout-done.html");
    const later = await readReport(partsOf(written, { now: END + 48 * HOUR_MS }), REPORT);
    for (const format of ["md", "html", "json"] as const)
      expect(writeOut(later, format).text).toBe(writeOut(report, format).text);
    // behind a proxy its links name the site; what leads elsewhere stays
    for (const format of ["md", "html", "json"] as const) {
      const { text } = writeOut(report, format, "https://example.com/holdpoint");
      expect(text).toContain("https://example.com/holdpoint/log#event-");
      expect(text).not.toMatch(/["(]\/log#event-/);
      expect(text).toContain("https://example.org/one");
    }
  });
});

describe("the criteria of a report", () => {
  const final = { criterion: "up", label: "Always up", verdict: "PASS" as const, grade: "observed" as const };
  const frozenAs = (settlesAt: number | null): Happened => {
    const criteria = [{ ...final, reason: "It is so.", evidence: [], settlesAt }];
    return byEngine(121, { type: "criteria_frozen", from: T0, to: END, criteria, budget: "All of it is left." });
  };

  test.each([
    ["are those that were frozen, whatever is measured", null, "Frozen 2030-05-06 12:01 UTC"],
    ["say which can still change", END + HOUR_MS, "1 of them can still change until their late figures are mature"],
  ])("%s", async (_, settlesAt, words) => {
    const report = await readReport(partsOf([...HAPPENED, frozenAs(settlesAt)]), REPORT);
    expect(rowsOf(report, "Success criteria")).toEqual([["Always up", "no data", "PASS", "It is so."]]);
    expect(toMarkdown(report)).toContain(words);
    expect(toMarkdown(report)).toContain("All of it is left.");
  });
});

describe("what there is no data of", () => {
  test("a rollout that is not started is a draft in which every figure says so", async () => {
    const report = await readReport(partsOf([], { store: storeOf([]), now: T0 - HOUR_MS }), REPORT);
    expect(report.draft).toBe(true);
    const words = toMarkdown(report);
    for (const missing of [
      "the rollout is not started",
      "Error rate over time was not measured",
      "no GO/NO-GO was opened",
      "incidents are counted from the start on",
      "the log is empty",
    ])
      expect(words).toContain(`No data yet: `.concat(missing));
    expect(words).not.toMatch(/\| PASS \|/);
  });

  test("a gap in the middle is a gap in the chart, and no zero", async () => {
    const gap = SAMPLES.filter(({ tick }) => tick < tickAt(T0) + 600 || tick >= tickAt(T0) + 840);
    const report = await readReport(partsOf(HAPPENED, { store: storeOf(gap) }), REPORT);
    const chart = sectionOf(report, "what-was-measured").find(({ kind }) => kind === "chart");
    // 2 h in at most 72 whole minutes: steps of 2 min, and 240 ticks are 20 min of them
    expect(chart?.kind === "chart" && chart.values.filter((value) => value === null)).toHaveLength(10);
    expect(toHtml(report)).toContain("<title>no data</title>");
  });
});

describe("a person's text", () => {
  test("stands apart, in its newest revision, and stays when what is generated changes", async () => {
    const texts = [...HAPPENED, said("First words", 1), said("Second words", 2)];
    for (const now of [T0 + HOUR_MS, END + HOUR_MS]) {
      const report = await readReport(partsOf(texts, { now }), REPORT);
      const section = report.sections.find(({ id }) => id === "what-we-learned");
      expect(section?.said).toEqual({ text: "Second words", by: "Ada Osei", at: T0 + 125 * MINUTE_MS, revision: 2 });
      expect(report.sections.filter(({ said: any }) => any !== null)).toHaveLength(1);
    }
  });

  test("an empty one takes it away", async () => {
    const report = await readReport(partsOf([...HAPPENED, said("Words", 1), said("", 2)]), REPORT);
    expect(report.sections.every((section) => section.said === null)).toBe(true);
  });
});
