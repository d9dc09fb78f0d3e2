import { expect, it } from "vitest";
import { MINUTE_MS } from "#core/time";
import { actorOf, ADA, ENGINE, happened, opened, PLAN_T0, started, type Happened } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { anEventLog } from "#testing/an-event-log";
import type { NewEvent } from "./ports.ts";
import { replayMarks } from "./replay-marks.ts";

const PLAN = aRoomPlan();
const at = (minutes: number, event: Happened): NewEvent => ({
  at: PLAN_T0 + minutes * MINUTE_MS + 0.25,
  actor: minutes === 0 ? actorOf(ADA) : ENGINE,
  event: "event" in event ? event.event : event,
});
const fired: Happened = happened({
  ...{ type: "alert_fired", alert: "errors-1", rule: "errors", subject: null, label: "Errors", severity: "high" },
  ...{ since: PLAN_T0, sentence: "2 % fail.", evidence: null, times: 1 },
});
const note = (text: string): Happened => ({ type: "note_added", text, checkpoint: null });

it("are the gates, alerts and decisions of the log, in whole ms, and what was logged since the last look", async () => {
  const log = anEventLog([at(0, started()), at(1, note("Calm")), at(15, opened())]);
  const marks = replayMarks({ plan: PLAN, rollout: { id: "r1" }, eventLog: log });
  const shown = async (): Promise<unknown> =>
    (await marks()).map((mark) => [mark.kind, (mark.at - PLAN_T0 - 1) / MINUTE_MS]);
  const first = [
    ["decision", 0],
    ["gate", 15],
  ];
  expect(await shown()).toEqual(first);
  expect(await shown()).toEqual(first);
  await log.append("r1", 3, [{ events: [at(20, fired), at(21, note("Less calm"))], receipt: null }]);
  expect(await shown()).toEqual([...first, ["alert", 20]]);
  expect((await marks()).map(({ sentence }) => sentence)[2]).toContain("Errors");
});

it("are whole, however many events lie between them", async () => {
  const log = Array.from({ length: 1_203 }, (_, i) => at(i + 1, i % 400 === 0 ? fired : note(`Remark ${i}`)));
  const marks = replayMarks({ plan: PLAN, rollout: { id: "r1" }, eventLog: anEventLog(log) });
  const [once, twice] = await Promise.all([marks(), marks()]);
  expect(once).toHaveLength(4);
  expect(twice).toEqual(once);
});
