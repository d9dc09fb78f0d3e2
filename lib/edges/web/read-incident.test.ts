import { describe, expect, test } from "vitest";
import type { RoomEvent } from "#core/room/room-event";
import { anEventLog } from "#testing/an-event-log";
import { ADA, actorOf, BEFORE, happened, roomAfter, roomOf } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { MINUTE_MS } from "#core/time";
import type { Runtime } from "./runtime.ts";
import { readIncident } from "./read-incident.ts";

const fired = (alert: string, severity: "high" | "low"): RoomEvent => ({
  ...{ type: "alert_fired", alert, rule: "errors", subject: null, label: "Errors", severity },
  ...{ since: BEFORE, sentence: "The error rate is 0.3 %.", evidence: null, times: 1 },
});
const at = (minutes: number, event: RoomEvent) =>
  happened(event, { at: BEFORE + minutes * MINUTE_MS, actor: actorOf(ADA) });

/** More events than one page of the log has, between the alert and what was done about it. */
const HAPPENED = [
  at(0, fired("errors-1", "high")),
  at(0, fired("errors-2", "low")),
  ...Array.from({ length: 600 }, (_, i) => at(1, { type: "note_added", text: `${i}`, checkpoint: null })),
  at(2, { type: "alert_acknowledged", alert: "errors-1", note: "Looking" }),
  at(5, { type: "alert_resolved", alert: "errors-1", sentence: "It is well." }),
];

function anEngineOf(events: typeof HAPPENED): Runtime["engine"] {
  const log = anEventLog(events);
  const room = roomAfter(roomOf(), events);
  const engine: Pick<Runtime["engine"], "room" | "plan" | "events"> = {
    room: () => room,
    plan: () => aRoomPlan(),
    events: (after, most) => log.eventsAfter("r1", after, most),
  };
  return engine as Runtime["engine"];
}

describe("the record of an incident", () => {
  test("is read over all pages of the log", async () => {
    const record = await readIncident(anEngineOf(HAPPENED), "errors-1");
    expect(record).toMatchObject({
      ok: true,
      value: { took: { acknowledge: 2 * MINUTE_MS, resolve: 5 * MINUTE_MS } },
    });
  });

  test("does not go beyond the room that it belongs to", async () => {
    const engine = anEngineOf(HAPPENED);
    const earlier = roomAfter(roomOf(), HAPPENED.slice(0, 2));
    const record = await readIncident({ ...engine, room: () => earlier }, "errors-1");
    expect(record).toMatchObject({ ok: true, value: { took: { acknowledge: null, resolve: null } } });
  });

  test.each(["errors-2", "errors-9", "toString"])("is refused for %s, which is none", async (id) => {
    const refused = await readIncident(anEngineOf(HAPPENED), id);
    expect(refused).toMatchObject({ ok: false, refusal: { code: "not_found" } });
  });
});
