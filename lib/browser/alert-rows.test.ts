import { describe, expect, test } from "vitest";
import type { RoomEvent } from "#core/room/room-event";
import { MINUTE_MS } from "#core/time";
import { ADA, actorOf, BEFORE, ENGINE, happened, HELD, roomOf, type Happened } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { alertRow, calledWords, firingRows, nobodyWords, pastRows, silenceRows } from "./alert-rows.ts";

const common = { for: "10s", clearFor: "2m" };
const plan = aRoomPlan({
  alerts: [
    { ...common, id: "down", label: "Target down", kind: "down", severity: "critical" },
    {
      ...common,
      id: "burn",
      label: "Budget burns",
      kind: "burn_rate",
      severity: "high",
      long: "3m",
      short: "15s",
      factor: 6,
    },
  ],
});

type Fired = Extract<RoomEvent, { type: "alert_fired" }>;
function fired(part: Partial<Fired> = {}, at = BEFORE): Happened {
  const event: Fired = {
    type: "alert_fired",
    alert: "down.api-1",
    rule: "down",
    subject: "api",
    label: "Target down: API",
    severity: "critical",
    since: at - 10_000,
    sentence: "API is down.",
    evidence: null,
    times: 1,
    ...part,
  };
  return happened(event, { at, actor: ENGINE });
}
const resolved = (alert: string, at: number): Happened =>
  happened({ type: "alert_resolved", alert, sentence: "It is up." }, { at, actor: ENGINE });
const standing = (after: number, ...events: Happened[]) => ({
  plan,
  room: roomOf(...HELD, ...events),
  now: BEFORE + after,
});
const called = (role: string, step: number): Happened =>
  happened({ type: "alert_escalated", alert: "down.api-1", role, step }, { at: BEFORE, actor: ENGINE });

function rowOf(after: number, ...events: Happened[]) {
  const held = standing(after, ...events);
  const alert = held.room.alerts["down.api-1"];
  if (!alert) throw new Error("it did not fire");
  return alertRow(held, alert);
}

describe("an alert as it stands", () => {
  test("names who was called, who is next and when", () => {
    const row = rowOf(MINUTE_MS, fired(), called("on-call", 0));
    expect(row.calls.map(calledWords)).toEqual(["On call (held by nobody)"]);
    expect(row.next).toMatchObject({ kind: "call", label: "Product lead", at: BEFORE + 5 * MINUTE_MS });
    expect(row.next.kind === "call" && calledWords(row.next)).toBe("Product lead (Noor Haddad)");
    expect(row).toMatchObject({ state: "firing", lastedMs: MINUTE_MS + 10_000, target: "api", flapping: null });
  });

  test.each<[string, Happened[]]>([
    [
      "acknowledged",
      [happened({ type: "alert_acknowledged", alert: "down.api-1", note: "" }, { actor: actorOf(ADA) })],
    ],
    ["last", [called("on-call", 0), called("product-lead", 1), called("engineering-lead", 2)]],
    ["over", [resolved("down.api-1", BEFORE)]],
    [
      "silenced",
      [
        happened({
          type: "silence_begun",
          silence: "silence-1",
          rule: "down",
          subject: null,
          until: BEFORE + 15 * MINUTE_MS,
          reason: "Known",
        }),
      ],
    ],
  ])("calls nobody further once it is %s, and says why", (why, events) => {
    const row = rowOf(MINUTE_MS, fired(), ...events);
    expect(row.next).toEqual({ kind: "nobody", why });
  });

  test("a low one calls nobody", () => {
    expect(rowOf(0, fired({ severity: "low" })).next).toEqual({ kind: "nobody", why: "low" });
    expect(nobodyWords("last", 0)).toBe("The plan names nobody to call.");
  });

  test("a silence ends by itself", () => {
    const silence: RoomEvent = {
      type: "silence_begun",
      silence: "silence-1",
      rule: "down",
      subject: "api",
      until: BEFORE + 15 * MINUTE_MS,
      reason: "Known",
    };
    expect(rowOf(14 * MINUTE_MS, fired(), happened(silence)).silence?.reason).toBe("Known");
    expect(rowOf(15 * MINUTE_MS, fired(), happened(silence)).silence).toBeNull();
    expect(silenceRows(standing(14 * MINUTE_MS, happened(silence)))).toHaveLength(1);
    expect(silenceRows(standing(15 * MINUTE_MS, happened(silence)))).toHaveLength(0);
  });

  test("one that comes and goes says so, and for how long it must be well", () => {
    expect(rowOf(0, fired({ times: 3 })).flapping).toBe(
      "It flaps: fired 3 times within half an hour. It is called over only once it has been well for 4 min.",
    );
  });

  test("only an alert about a target leads to a target's page", () => {
    const row = rowOf(0, fired({ rule: "burn", subject: null, severity: "high" }));
    expect(row.target).toBeNull();
  });
});

test("what fires comes worst first, what is over newest first with how long it lasted", () => {
  const held = standing(
    10 * MINUTE_MS,
    fired({ alert: "a", rule: "burn", subject: null, severity: "high" }),
    fired({ alert: "b" }),
    fired({ alert: "c" }),
    fired({ alert: "d" }),
    resolved("c", BEFORE + MINUTE_MS),
    resolved("d", BEFORE + 2 * MINUTE_MS),
  );
  expect(firingRows(held).map(({ id }) => id)).toEqual(["b", "a"]);
  expect(pastRows(held).map(({ id, lastedMs }) => `${id} ${lastedMs / 1_000}`)).toEqual(["d 130", "c 70"]);
});
