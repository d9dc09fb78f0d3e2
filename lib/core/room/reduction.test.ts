import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  actorOf,
  ADA,
  BEFORE,
  briefly,
  carriedOut,
  deciding,
  ENGINE,
  happened,
  roomAfter,
  roomOf,
} from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { MINUTE_MS, SECOND_MS, TICK_MS } from "../time.ts";
import type { Severity } from "../plan/alerts.ts";
import { decideCancelReduction, decideReduceTraffic, decideResumeTraffic } from "./commands/traffic-commands.ts";
import { reductionDuties } from "./reduction.ts";
import type { RoomEvent } from "./room-event.ts";
import type { Room } from "./room.ts";

const TRAFFIC = {
  groups: [{ id: "new", label: "New" }],
  steps: [{ id: "full", label: "All traffic", changes: [{ group: "new", from: 0, to: 100 }] }],
};
const ALERTS = [
  { id: "down", kind: "down", label: "Target down", severity: "critical" },
  { id: "traffic", kind: "traffic", label: "Traffic", severity: "critical" },
] as const;
const plan = aRoomPlan({
  alerts: [...ALERTS],
  traffic: { ...TRAFFIC, automatic: { group: "new", to: 50, after: "2m" } },
});
const UNTIL = BEFORE + 2 * MINUTE_MS;

function fired(alert: string, severity: Severity = "critical", rule = "down"): RoomEvent {
  const said = { sentence: "Down.", evidence: null, label: `Target down: ${alert}`, subject: alert };
  return { type: "alert_fired", alert, rule, severity, since: BEFORE, times: 1, ...said };
}
const resolved = (alert: string): RoomEvent => ({ type: "alert_resolved", alert, sentence: "Up again." });
const milder = (alert: string): RoomEvent => {
  return { type: "alert_changed", alert, severity: "high", sentence: "Better.", evidence: null };
};
const set = (share: number): RoomEvent => {
  return {
    type: "traffic_set",
    how: "step",
    step: "full",
    intended: { new: share },
    held: null,
    reason: "Go.",
    alert: null,
  };
};
const silenced: RoomEvent = {
  ...{ type: "silence_begun", silence: "s-1", rule: "down", subject: null },
  ...{ until: BEFORE + 60 * MINUTE_MS, reason: "Known." },
};
const begun: RoomEvent = { type: "traffic_countdown_begun", alert: "a", group: "new", share: 50, until: UNTIL };
const cancelled: RoomEvent = {
  ...{ type: "traffic_countdown_ended", alert: "a", how: "cancelled", reason: "Known." },
  settles: ["a"],
};

const look = (room: Room, now = BEFORE): readonly RoomEvent[] => reductionDuties({ plan, room, now });

/** What happened, and in a few words what Holdpoint does then; `at` in seconds after. */
const TABLE: readonly (readonly [what: string, events: readonly RoomEvent[], at: number, does: string])[] = [
  ["nothing fires", [set(100)], 0, ""],
  ["a critical alert fires", [set(100), fired("a")], 0, "begun a"],
  ["the step comes after the alert", [fired("a"), set(100)], 0, "begun a"],
  ["an alert of high severity fires", [set(100), fired("a", "high")], 0, ""],
  ["the group has no more than that", [set(50), fired("a")], 0, ""],
  ["the alert is of the traffic itself", [set(100), fired("a", "critical", "traffic")], 0, ""],
  ["it is silenced", [set(100), silenced, fired("a")], 0, ""],
  ["it is over", [set(100), fired("a"), resolved("a")], 0, ""],
  ["it counts", [set(100), fired("a"), begun], 119, ""],
  ["it has run out", [set(100), fired("a"), begun], 120, "set 50 a, done a settles a"],
  ["it has run out while nobody looked", [set(100), fired("a"), begun], 600, "set 50 a, done a settles a"],
  ["the alert is over meanwhile", [set(100), fired("a"), begun, resolved("a")], 120, "over a"],
  ["the alert is milder meanwhile", [set(100), fired("a"), begun, milder("a")], 60, "over a"],
  ["another alert fires meanwhile", [set(100), fired("a"), begun, fired("b")], 120, "set 50 a, done a settles a b"],
  ["people reduced it meanwhile", [set(100), fired("a"), begun, set(30)], 60, "done a settles a"],
  ["it was cancelled", [set(100), fired("a"), begun, cancelled], 600, ""],
  ["another fires right after that", [set(100), fired("a"), begun, cancelled, fired("b")], 119, "spared b"],
  ["another fires later", [set(100), fired("a"), begun, cancelled, fired("b")], 120, "begun b"],
];

function words(event: RoomEvent): string {
  if (event.type === "traffic_countdown_begun") return `begun ${event.alert}`;
  if (event.type === "traffic_countdown_spared") return `spared ${event.alert}`;
  if (event.type === "traffic_set") return `set ${event.intended["new"]} ${event.alert}`;
  if (event.type !== "traffic_countdown_ended") return event.type;
  return [event.how, event.alert, ...(event.settles.length > 0 ? ["settles", ...event.settles] : [])].join(" ");
}

describe("a reduction that Holdpoint makes by itself", () => {
  it.each(TABLE)("when %s", (_what, events, at, does) => {
    expect(
      look(roomOf(...events), BEFORE + at * SECOND_MS)
        .map(words)
        .join(", "),
    ).toBe(does);
  });

  it("is made by nobody where the plan does not say so", () => {
    const room = roomOf(set(100), fired("a"));
    expect(reductionDuties({ plan: aRoomPlan({ alerts: [...ALERTS], traffic: TRAFFIC }), room, now: UNTIL })).toEqual(
      [],
    );
  });

  it("says for which alert, and what to resume to", () => {
    expect(look(roomOf(set(100), fired("a"), begun), UNTIL)[0]).toMatchObject({
      ...{ how: "reduce", alert: "a", intended: { new: 50 }, held: { new: 100 } },
      reason: "Nobody cancelled the automatic reduction for Target down: a.",
    });
  });

  it("is cancelled by a lead, with a reason, for everything that is critical", () => {
    const room = roomOf(set(100), fired("a"), fired("b"), begun);
    const after = carriedOut(room, [decideCancelReduction, { alert: "a", reason: "It is a drill." }], { plan });
    expect([after.traffic.countdown, after.traffic.settled]).toEqual([null, ["a", "b"]]);
    expect(look(after, UNTIL)).toEqual([]);
    expect(briefly(decideCancelReduction(after, { alert: "a", reason: "Again." }, deciding({ plan })))).toBe(
      "conflict",
    );
  });

  it("is over in the moment in which a lead reduces as much, and does not begin again when the traffic is resumed", () => {
    const room = roomOf(set(100), fired("a"), begun);
    const little = carriedOut(room, [decideReduceTraffic, { group: "new", share: 80, reason: "A bit.", alert: "a" }], {
      plan,
    });
    expect(little.traffic.countdown).not.toBeNull();
    const enough = carriedOut(room, [decideReduceTraffic, { group: "new", share: 50, reason: "Now.", alert: "a" }], {
      plan,
    });
    expect(enough.traffic.countdown).toBeNull();
    const resumed = carriedOut(enough, [decideResumeTraffic, { reason: "It is well.", alert: null }], { plan });
    expect(look(resumed, UNTIL)).toEqual([]);
  });

  it("never acts twice, never early, and never raises, whatever happens in between", () => {
    const event = fc.constantFrom(
      fired("a"),
      fired("b"),
      fired("c", "high"),
      resolved("a"),
      resolved("b"),
      milder("b"),
      set(100),
      set(20),
    );
    fc.assert(
      fc.property(fc.array(fc.option(event), { maxLength: 80 }), (turns) => {
        let room = roomOf(set(100));
        for (const [i, turn] of turns.entries()) {
          const at = BEFORE + i * TICK_MS * 4;
          if (turn) room = roomAfter(room, [happened(turn, { at, actor: actorOf(ADA) })]);
          const { countdown } = room.traffic;
          const done = look(room, at);
          const moves = done.filter(({ type }) => type === "traffic_set");
          if (moves.length > 0 && (!countdown || at < countdown.until)) return false;
          for (const move of moves) if (move.type !== "traffic_set" || move.intended["new"] !== 50) return false;
          room = roomAfter(
            room,
            done.map((each) => happened(each, { at, actor: ENGINE })),
          );
          // looked at again in the same moment, by another node or after a restart, there is nothing left but to begin
          if (look(room, at).some(({ type }) => type !== "traffic_countdown_begun")) return false;
        }
        return true;
      }),
    );
  });
});
