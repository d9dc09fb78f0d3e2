import { describe, expect, test } from "vitest";
import {
  ADA,
  BEFORE,
  ENGINE,
  actorOf,
  aFigure,
  briefly,
  deciding,
  happened,
  logged,
  roomOf,
  type Happened,
} from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { aSum, aTargetOf, aWindow } from "#testing/a-window";
import type { Severity } from "../plan/alerts.ts";
import { MINUTE_MS, SECOND_MS } from "../time.ts";
import { decideNoteAlert } from "./commands/alert-commands.ts";
import { fillField, type WindowSource } from "./form/prefill.ts";
import { incidentDraft } from "./incident-draft.ts";
import { incidentRecord, type IncidentRecord } from "./incident-record.ts";
import { AROUND_MS, impactWords, incidentRanges, incidentWindow } from "./incident-windows.ts";
import type { RoomEvent } from "./room-event.ts";
import { counted, countedWords, incidentsOf, unmeasured } from "./incident.ts";

const PLAN = aRoomPlan({ errorBudget: { metric: "errors", target: 99.99, over: "36h" } });
const minute = (n: number): number => BEFORE + n * MINUTE_MS;
const byEngine = (at: number, event: RoomEvent): Happened => happened(event, { at, actor: ENGINE });

function fired(alert: string, severity: Severity, at: number): Happened {
  const said = { sentence: "2 % fail.", evidence: aFigure({ value: 0.02, verdict: "FAIL", reason: "Errors | 2 %." }) };
  const about = { rule: "errors", subject: null, label: `Errors <${alert}>`, since: at - 10 * SECOND_MS, times: 1 };
  return byEngine(at, { type: "alert_fired", alert, severity, ...about, ...said });
}
const over = (alert: string, at: number): Happened =>
  byEngine(at, { type: "alert_resolved", alert, sentence: "It is well." });
const WINDOWS = incidentRanges(minute(0) - 10 * SECOND_MS, minute(8)).map(({ part, from, to }) => {
  const up = { upKnown: 100, upTicks: part === "during" ? 98 : 100 };
  const target = { target: aTargetOf(), sum: aSum({ requests: 1_000, errors: part === "during" ? 20 : 0, ...up }) };
  return incidentWindow(PLAN, part, aWindow([target], { from, to }));
});

const NIGHT: readonly Happened[] = [
  fired("a-1", "high", minute(0)),
  fired("b-1", "low", minute(1)),
  happened({ type: "alert_acknowledged", alert: "a-1", note: "Looking" }, { at: minute(2), actor: actorOf(ADA) }),
  happened(
    { type: "alert_noted", alert: "a-1", text: "The pool\nis *small*." },
    { at: minute(3), actor: actorOf(ADA) },
  ),
  happened(
    {
      type: "traffic_set",
      how: "reduce",
      step: null,
      intended: { stable: 50 },
      held: null,
      reason: "Half of it",
      alert: "a-1",
    },
    { at: minute(4), actor: actorOf(ADA) },
  ),
  byEngine(minute(5), {
    type: "alert_changed",
    alert: "a-1",
    severity: "critical",
    sentence: "9 % fail.",
    evidence: null,
  }),
  happened({ type: "alert_acknowledged", alert: "b-1", note: "Not ours" }, { at: minute(6), actor: actorOf(ADA) }),
  over("a-1", minute(8)),
  byEngine(minute(24), { type: "alert_measured", alert: "a-1", windows: [...WINDOWS] }),
];

function recordOf(alert: string, events = NIGHT): IncidentRecord | null {
  const room = roomOf(...events);
  const known = room.alerts[alert];
  if (!known) throw new Error("it did not fire");
  const log = events.map((event, index) => ({ ...logged(index + 1, event), hash: `h${index + 1}` }));
  return incidentRecord(log, { plan: PLAN, room, alert: known });
}

describe("an incident's record", () => {
  test("holds its own timeline, what people decided, and how long each part took", () => {
    const record = recordOf("a-1");
    expect(record?.timeline.map(({ seq }) => seq)).toEqual([1, 3, 4, 5, 6, 8, 9]);
    expect(record?.decisions.map(({ seq, who }) => `${seq} ${who}`)).toEqual(["3 Ada Osei", "5 Ada Osei"]);
    expect(record).toMatchObject({
      severity: "critical",
      took: { notice: 10_000, acknowledge: 130_000, resolve: 490_000 },
      turns: [{ severity: "high", evidence: { value: 0.02 } }],
      log: { first: 1, last: 9, hash: "h9" },
    });
    expect(record?.windows?.map(({ part, errors }) => `${part} ${errors}`)).toEqual([
      "before 0",
      "during 20",
      "after 0",
    ]);
  });

  test("is there while it goes on, and not for what was never more than low", () => {
    expect(recordOf("a-1", NIGHT.slice(0, 1))).toMatchObject({
      over: null,
      windows: null,
      took: { acknowledge: null, resolve: null },
    });
    expect(recordOf("b-1")).toBeNull();
  });

  test("becomes the same draft every time, with nothing that people wrote taken as Markdown", () => {
    const [first, second] = [recordOf("a-1"), recordOf("a-1")];
    if (!first || !second) throw new Error("there is no record");
    const draft = incidentDraft(first);
    expect(incidentDraft(second)).toBe(draft);
    for (const part of [
      "Summary",
      "Impact",
      "Timeline",
      "Decisions",
      "What went well",
      "What went poorly",
      "Action items",
    ])
      expect(draft).toContain(`## ${part}\n`);
    expect(draft).toContain("The pool is \\*small\\*.");
    expect(draft).toContain("# Review: Errors \\<a-1\\>");
    expect(draft).toContain("20 of 1,000 requests failed");
    expect(draft).toContain("Rows 1 to 9 of the log; the hash of the last is `h9`");
    // every row of a table has as many cells as its head
    for (const table of draft.split("\n\n").filter((block) => block.startsWith("|"))) {
      const cells = table
        .trim()
        .split("\n")
        .map((line) => line.replaceAll("\\|", "").split("|").length);
      expect(new Set(cells).size).toBe(1);
    }
  });

  test("takes notes, also once it is over", () => {
    const room = roomOf(...NIGHT);
    expect(briefly(decideNoteAlert(room, { alert: "a-1", text: "Seen" }, deciding()))).toBe("alert_noted");
    expect(briefly(decideNoteAlert(room, { alert: "x", text: "Seen" }, deciding()))).toBe("not_found");
  });
});

describe("what an incident cost", () => {
  test("is measured over whole ticks from before to after, without gaps", () => {
    const [before, during, after] = incidentRanges(minute(0) + 1, minute(3) + 1);
    expect([before?.to, during?.to]).toEqual([during?.from, after?.from]);
    expect([before?.from, after?.to]).toEqual([minute(0) - AROUND_MS, minute(3) + 5_000 + AROUND_MS]);
    expect(incidentRanges(minute(0), minute(0))[1]).toMatchObject({ from: minute(0), to: minute(0) + 5_000 });
  });

  test("is said in one sentence, and nothing where nothing was measured", () => {
    const words = "20 of 1,000 requests failed in 8 min 10 s, 10 s of the error budget of 12.96 s used";
    expect(impactWords(WINDOWS)).toBe(words);
    expect(impactWords([incidentWindow(PLAN, "during", aWindow([]))])).toBe("nothing was measured");
  });

  test("waits until the time after it is over, and is measured once", () => {
    const { alerts } = roomOf(...NIGHT.slice(0, -1));
    const due = minute(8) + AROUND_MS;
    expect([due - 1, due].map((now) => unmeasured(alerts, now).map(({ id }) => id))).toEqual([[], ["a-1"]]);
    expect(unmeasured(roomOf(...NIGHT).alerts, due)).toEqual([]);
  });
});

describe("counting", () => {
  const { alerts } = roomOf(...NIGHT, fired("c-1", "high", minute(30)));

  test.each([
    ["incidents", 0, 60, ["a-1", "c-1"]],
    ["critical_incidents", 0, 60, ["a-1"]],
    ["alerts", 0, 60, ["a-1", "b-1", "c-1"]],
    ["incidents", 0, 30, ["a-1"]],
    ["incidents", 30, 31, ["c-1"]],
    ["incidents", 31, 60, ["c-1"]],
    ["incidents", 8, 30, []],
    ["incidents", 7, 30, ["a-1"]],
  ] as const)("%s that were on from minute %i to before minute %i", (of, from, to, ids) => {
    expect(counted(alerts, of, { from: minute(from), to: minute(to) }).map(({ id }) => id)).toEqual(ids);
  });

  test("names them, and lists the newest first", () => {
    const range = { from: minute(0), to: minute(60) };
    expect(countedWords(counted(alerts, "incidents", range), range)).toBe(
      "Errors <a-1> (since 09:00 UTC), Errors <c-1> (since 09:30 UTC).",
    );
    expect(countedWords([], range)).toBe("None was on.");
    expect(incidentsOf(alerts).map(({ id }) => id)).toEqual(["c-1", "a-1"]);
  });

  test.each([
    [alerts, { value: 1, verdict: "FAIL" }, "Errors <a-1>"],
    [{}, { value: 0, verdict: "PASS" }, "None was on."],
  ])("fills a form's field, with the incidents named in its evidence", (known, evidence, name) => {
    const plan = aRoomPlan({
      metrics: [
        { id: "errors", label: "E", unit: "%", better: "lower", formula: { kind: "error_rate", source: "traffic" } },
        { id: "tickets", label: "T", unit: "count", better: "lower", formula: { kind: "manual" } },
        {
          id: "bad",
          label: "Bad",
          unit: "count",
          better: "lower",
          formula: { kind: "count", of: "critical_incidents" },
        },
      ],
      limits: [{ metric: "bad", pass: { op: "<=", value: 0 }, fail: { op: ">", value: 0 } }],
    });
    const dark: WindowSource = { window: (range) => aWindow([], range), minutes: () => [], peak: () => null };
    const filling = { plan, t0: minute(0), previous: minute(0), at: minute(60), alerts: known };
    const field = {
      id: "f",
      kind: "measured",
      label: "F",
      metric: "bad",
      window: "since-t0",
      statistic: "value",
      needed: true,
    } as const;
    const filled = fillField(field, dark, filling);
    expect(filled.evidence).toMatchObject(evidence);
    expect(filled.evidence?.reason).toContain(name);
  });
});
