import { expect, test } from "vitest";
import { happened, HELD, opened, PLAN_T0, roomOf, started, type Happened } from "#testing/a-room";
import { SHIFT_PLAN } from "#testing/a-shift-room";
import { scheduleOf } from "../plan/schedule.ts";
import type { RoomEvent } from "../room/room-event.ts";
import { HOUR_MS, MINUTE_MS } from "../time.ts";
import { handoffItems, handoffSummary, type Standing } from "./handoff-draft.ts";

const NOW = PLAN_T0 + HOUR_MS;
const HEADLINE = SHIFT_PLAN.headlines[0] ?? "";

function standing(verdict: Standing["verdict"], metric = HEADLINE): Standing {
  return { metric, label: "Errors", verdict, reason: "It is 3 %." };
}

function fired(alert: string, at: number): Happened {
  const event: RoomEvent = {
    type: "alert_fired",
    alert,
    rule: "r",
    subject: null,
    label: `Alert ${alert}`,
    severity: "high",
    since: at,
    sentence: "It is on.",
    evidence: null,
    times: 1,
  };
  return happened(event, { at });
}

function over(alert: string, at: number): Happened {
  return happened({ type: "alert_resolved", alert, sentence: "It is over." }, { at });
}

function silenced(silence: string, until: number): Happened {
  return happened(
    { type: "silence_begun", silence, rule: "r", subject: "db", until, reason: "Known" },
    { at: PLAN_T0 },
  );
}

function filled(events: readonly Happened[], figures: readonly Standing[] = []): ReturnType<typeof handoffItems> {
  const room = roomOf(...HELD, started(), ...events);
  return handoffItems({ plan: SHIFT_PLAN, room, schedule: scheduleOf(SHIFT_PLAN), now: NOW, figures, since: PLAN_T0 });
}

const ids = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id);

test("headline metrics that do not pass are told one by one; all that pass in one line", () => {
  expect(filled([], [standing("PASS"), standing("FAIL", "not-a-headline")])).toEqual([
    { id: "state", kind: "state", text: "All 1 headline metrics PASS." },
  ]);
  expect(filled([], [standing("NO_DATA")])).toEqual([
    { id: `state:${HEADLINE}`, kind: "state", text: "Errors: NO DATA. It is 3 %." },
  ]);
});

test("alerts that are on, silences that hold, open action items, and what was over in this shift", () => {
  const items = filled([
    opened(),
    fired("early", PLAN_T0 - HOUR_MS),
    over("early", PLAN_T0 - 1),
    fired("seen", PLAN_T0 + MINUTE_MS),
    over("seen", PLAN_T0 + 2 * MINUTE_MS),
    fired("on", PLAN_T0 + 3 * MINUTE_MS),
    silenced("past", NOW),
    silenced("holds", NOW + 1),
  ]);
  expect(ids(items)).toEqual(["alert:on", "silence:holds", "action:first.look", "incident:seen"]);
  expect(items[0]?.text).toBe("Alert on (high), firing, since 10:03 UTC. It is on.");
  expect(items[2]?.text).toBe("Look. On call, was due 10:30 UTC.");
  expect(items[3]?.text).toBe("Alert seen (high) is over, 10:01 UTC to 10:02 UTC.");
  expect(handoffSummary(items)).toBe("1 alert is on; 1 action item is open.");
});

test("the next gate is named until there is none", () => {
  const room = roomOf(...HELD, started());
  const at = (now: number): readonly string[] =>
    ids(handoffItems({ plan: SHIFT_PLAN, room, schedule: scheduleOf(SHIFT_PLAN), now, figures: [], since: PLAN_T0 }));
  expect(at(PLAN_T0)).toEqual(["gate:first"]);
  expect(at(PLAN_T0 + 15 * MINUTE_MS)).toEqual(["gate:second"]);
  expect(at(NOW)).toEqual([]);
  expect(handoffSummary([])).toBe("No alert is on; nothing is open.");
});
