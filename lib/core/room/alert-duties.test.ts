import { describe, expect, test } from "vitest";
import { BEFORE, roomAfter } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import type { Condition } from "../alert/condition.ts";
import type { Signal } from "../alert/latch.ts";
import type { AlertRule, Severity } from "../plan/alerts.ts";
import { MINUTE_MS, SECOND_MS, type EpochMs } from "../time.ts";
import { alertDuties, dampingOf, stepWatches, type Watches } from "./alert-duties.ts";
import { activeAlerts } from "./alert.ts";
import type { RoomEvent } from "./room-event.ts";
import { EMPTY_ROOM, type Room } from "./room.ts";

const common = { for: "10s", clearFor: "30s", causedBy: [] };
const RULES: readonly AlertRule[] = [
  {
    ...common,
    id: "errors",
    kind: "threshold",
    label: "Errors",
    metric: "errors",
    over: "1m",
    levels: [
      { severity: "critical", when: { op: ">", value: 2 } },
      { severity: "high", when: { op: ">", value: 1 } },
    ],
    causedBy: ["down"],
  },
  { ...common, id: "down", kind: "down", label: "Down", severity: "critical" },
];
const PLAN = aRoomPlan({
  alerts: [...RULES],
  playbooks: [
    {
      id: "bad",
      severity: "critical",
      label: "Bad",
      trigger: { label: "bad" },
      steps: [
        { id: "reduce", label: "Reduce", owner: "on-call", timer: "2h" },
        { id: "fix", label: "Fix", owner: "on-call" },
      ],
    },
    {
      id: "mild",
      severity: "high",
      label: "Mild",
      trigger: { label: "mild" },
      steps: [{ id: "look", label: "Look", owner: "on-call" }],
    },
  ],
});

/** A room that Holdpoint looks at every five seconds. */
function aNight(needs: Readonly<Record<string, readonly string[]>> = {}) {
  const state: { watches: Watches; room: Room; now: EpochMs } = { watches: new Map(), room: EMPTY_ROOM, now: BEFORE };
  const look = (...conditions: readonly Condition[]): readonly RoomEvent[] => {
    state.now += 5 * SECOND_MS;
    const duty = {
      plan: PLAN,
      conditions,
      needs: (id: string) => needs[id] ?? [],
      room: state.room,
      now: state.now,
    };
    state.watches = stepWatches(state.watches, duty);
    const events = alertDuties(state.watches, duty);
    state.room = roomAfter(
      state.room,
      events.map((event) => ({ at: state.now, actor: { kind: "engine" }, event })),
    );
    return events;
  };
  return {
    look,
    /** The same for so long; what happened meanwhile. */
    lookFor: (ms: number, ...conditions: readonly Condition[]): readonly RoomEvent[] =>
      Array.from({ length: ms / (5 * SECOND_MS) }, () => look(...conditions)).flat(),
    room: () => state.room,
    tell: (event: RoomEvent) =>
      void (state.room = roomAfter(state.room, [{ at: state.now, actor: { kind: "engine" }, event }])),
    forget: () => void (state.watches = new Map()),
  };
}

function errors(signals: Partial<Record<Severity, Signal>>): Condition {
  return { rule: "errors", subject: null, subjectLabel: null, signals, sentence: "Errors are so.", evidence: null };
}
function down(target: string, signal: Signal): Condition {
  const about = { rule: "down", subject: target, subjectLabel: target, evidence: null };
  return { ...about, signals: { critical: signal }, sentence: `${target} is so.` };
}
const typesOf = (events: readonly RoomEvent[]): readonly string[] => events.map(({ type }) => type);

const BAD = errors({ critical: "bad", high: "bad" });
const HIGH = errors({ critical: "good", high: "bad" });
const FINE = errors({ critical: "good", high: "good" });
const UNKNOWN = errors({ critical: "unknown", high: "unknown" });

describe("alerts", () => {
  test("fire once, call the first of the roster, and begin the procedure of their severity", () => {
    const night = aNight();
    expect(night.lookFor(10 * SECOND_MS, BAD)).toEqual([]);
    expect(typesOf(night.look(BAD))).toEqual(["alert_fired", "playbook_begun", "step_begun"]);
    expect(typesOf(night.look(BAD))).toEqual(["alert_escalated"]);
    expect(night.lookFor(4 * MINUTE_MS, BAD)).toEqual([]);
    expect(activeAlerts(night.room().alerts)).toMatchObject([
      { id: "errors-1", severity: "critical", called: [{ role: "on-call" }] },
    ]);
  });

  test("call the next only while nobody acknowledges", () => {
    const night = aNight();
    night.lookFor(6 * MINUTE_MS, BAD);
    expect(night.room().alerts["errors-1"]?.called.map(({ role }) => role)).toEqual(["on-call", "product-lead"]);
    night.tell({ type: "alert_acknowledged", alert: "errors-1", note: "" });
    expect(night.lookFor(60 * MINUTE_MS, BAD)).toEqual([]);
  });

  test("call nobody while they are silenced, and fire all the same", () => {
    const night = aNight();
    const until = BEFORE + 20 * MINUTE_MS;
    night.tell({ type: "silence_begun", silence: "s", rule: "errors", subject: null, until, reason: "Planned." });
    expect(typesOf(night.lookFor(10 * MINUTE_MS, BAD))).toEqual(["alert_fired", "playbook_begun", "step_begun"]);
    expect(typesOf(night.lookFor(11 * MINUTE_MS, BAD))).toContain("alert_escalated");
  });

  test("grow worse at once with the procedure that fits, and milder without losing it", () => {
    const night = aNight();
    night.lookFor(20 * SECOND_MS, HIGH);
    expect(night.room().playbooks["errors-1"]?.playbook).toBe("mild");
    expect(typesOf(night.lookFor(15 * SECOND_MS, BAD))).toEqual(["alert_changed", "playbook_begun", "step_begun"]);
    expect(typesOf(night.lookFor(40 * SECOND_MS, HIGH))).toEqual(["alert_changed"]);
    expect(night.room().alerts["errors-1"]).toMatchObject({ severity: "high", worst: "critical" });
    expect(night.room().playbooks["errors-1"]).toMatchObject({ playbook: "bad", earlier: [{ playbook: "mild" }] });
  });

  test("go on with the procedure that runs when they are worse again", () => {
    const night = aNight();
    night.lookFor(15 * SECOND_MS, BAD);
    night.tell({ type: "step_done", alert: "errors-1", playbook: "bad", step: "reduce", option: null, note: "" });
    night.lookFor(40 * SECOND_MS, HIGH);
    expect(typesOf(night.lookFor(15 * SECOND_MS, BAD))).toEqual(["alert_changed"]);
    expect(night.room().playbooks["errors-1"]).toMatchObject({
      earlier: [],
      steps: { "bad.reduce": { done: { note: "" } } },
    });
  });

  test("begin a procedure anew when they grow worse after it was left", () => {
    const night = aNight();
    const leave = (): void =>
      night.tell({ type: "playbook_left", alert: "errors-1", exit: "resume", reason: "It holds." });
    night.lookFor(20 * SECOND_MS, HIGH);
    leave();
    expect(typesOf(night.lookFor(15 * SECOND_MS, BAD))).toEqual(["alert_changed", "playbook_begun", "step_begun"]);
    expect(night.room().playbooks["errors-1"]).toMatchObject({ playbook: "bad", left: null });
    night.tell({ type: "step_done", alert: "errors-1", playbook: "bad", step: "fix", option: null, note: "" });
    leave();
    night.lookFor(40 * SECOND_MS, HIGH);
    night.lookFor(15 * SECOND_MS, BAD);
    const run = night.room().playbooks["errors-1"];
    expect(Object.keys(run?.steps ?? {})).toEqual(["mild.look", "bad.reduce"]);
    expect(run?.left).toBeNull();
  });

  test("are over only after calm, and never for want of data", () => {
    const night = aNight();
    night.lookFor(20 * SECOND_MS, HIGH);
    expect(typesOf(night.lookFor(10 * MINUTE_MS, UNKNOWN))).toEqual(["alert_escalated"]);
    expect(typesOf(night.lookFor(35 * SECOND_MS, FINE))).toEqual(["alert_resolved"]);
    expect(activeAlerts(night.room().alerts)).toEqual([]);
  });

  test("go on after a restart as the log has them", () => {
    const night = aNight();
    night.lookFor(20 * SECOND_MS, HIGH);
    night.forget();
    expect(night.look(HIGH)).toEqual([]);
    night.forget();
    expect(typesOf(night.lookFor(40 * SECOND_MS, FINE))).toEqual(["alert_resolved"]);
  });

  test("that flap must be calm for longer, and say how often they fired", () => {
    expect([1, 2, 3, 4, 5, 9].map(dampingOf)).toEqual([1, 1, 2, 4, 8, 8]);
    const night = aNight();
    const flap = (): void => {
      night.lookFor(20 * SECOND_MS, HIGH);
      night.lookFor(35 * SECOND_MS, FINE);
    };
    flap();
    flap();
    flap();
    expect(night.room().alerts["errors-3"]).toMatchObject({ times: 3, resolved: null });
    expect(typesOf(night.lookFor(30 * SECOND_MS, FINE))).toEqual(["alert_resolved"]);
  });

  test("of what needs a dead target belong to its alert", () => {
    const night = aNight({ app: ["db"], page: ["app", "db"] });
    const all = [BAD, down("db", "bad"), down("app", "bad"), down("page", "bad")];
    const events = night.lookFor(20 * SECOND_MS, ...all);
    expect(typesOf(events).filter((type) => type === "alert_fired")).toHaveLength(1);
    expect(activeAlerts(night.room().alerts)).toMatchObject([
      { id: "down.db-1", widened: [{ rule: "errors" }, { subject: "app" }, { subject: "page" }] },
    ]);
    expect(typesOf(night.lookFor(MINUTE_MS, ...all))).toEqual([]);
  });

  test("of what goes on when its cause is over fire by themselves", () => {
    const night = aNight({ app: ["db"] });
    night.lookFor(20 * SECOND_MS, down("db", "bad"), down("app", "bad"));
    const events = night.lookFor(50 * SECOND_MS, down("db", "good"), down("app", "bad"));
    expect(typesOf(events)).toEqual(expect.arrayContaining(["alert_resolved", "alert_fired"]));
    expect(activeAlerts(night.room().alerts)).toMatchObject([{ id: "down.app-1" }]);
  });
});
