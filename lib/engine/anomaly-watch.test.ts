import { describe, expect, test } from "vitest";
import { sketchOf } from "#core/measure/sketch";
import { EMPTY_SUM, type WindowSum } from "#core/measure/window";
import type { Alerts } from "#core/room/alert";
import { EMPTY_ROOM } from "#core/room/room";
import { HOUR_MS, MINUTE_MS, type EpochMs } from "#core/time";
import { happened, PLAN_T0, roomOf } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { aTargetOf } from "#testing/a-window";
import { anomalyWatch, type AnomalyWatch } from "./anomaly-watch.ts";

const PLAN = aRoomPlan({
  alerts: [{ id: "odd", kind: "anomaly", label: "Odd", severity: "low", metric: "errors", margin: 0.05 }],
});
const TARGET = aTargetOf({ id: "app", kind: "push" });
const PER_MINUTE = 6_000;

/** One error in a thousand until `worseFrom`, three after it. */
function sumAt(from: EpochMs, worseFrom: EpochMs): WindowSum {
  const errors = (PER_MINUTE / 1_000) * (from >= worseFrom ? 3 : 1);
  return { ...EMPTY_SUM, ticks: 12, requests: PER_MINUTE, errors, latency: sketchOf([20]) };
}

function aWatch(about: {
  now: EpochMs;
  alerts?: Alerts;
  readonly worseFrom: EpochMs;
  startedAt?: EpochMs | null;
}): AnomalyWatch {
  return anomalyWatch({
    plan: PLAN,
    targets: [TARGET],
    startedAt: () => (about.startedAt === undefined ? PLAN_T0 : about.startedAt),
    room: () => ({ ...EMPTY_ROOM, alerts: about.alerts ?? {} }),
    now: () => about.now,
    store: {
      series: (_, range, stepMs) =>
        Promise.resolve(
          Array.from({ length: (range.to - range.from) / stepMs }, (__, i) => {
            const from = range.from + i * stepMs;
            return { from, sums: new Map([["app", sumAt(from, about.worseFrom)]]) };
          }),
        ),
    },
  });
}

/** Looks every ten minutes until `to`; the last that was said. */
async function lookUntil(watch: AnomalyWatch, held: { now: EpochMs }, to: EpochMs): Promise<string | undefined> {
  let said = await watch.conditions();
  for (; held.now < to; said = await watch.conditions()) held.now += 10 * MINUTE_MS;
  return said[0]?.signals.low;
}

/** The room's alerts once the rule's own has fired and was acknowledged. */
function acknowledged(at: EpochMs): Alerts {
  const about = { rule: "odd", subject: null, label: "Odd", severity: "low", sentence: "", evidence: null } as const;
  return roomOf(
    happened({ type: "alert_fired", alert: "odd-1", since: at, times: 1, ...about }, { at }),
    happened({ type: "alert_acknowledged", alert: "odd-1", note: "" }, { at }),
  ).alerts;
}

describe("an anomaly rule", () => {
  test("says nothing before the start, and stays quiet on what the baseline had", async () => {
    const early = { now: PLAN_T0, worseFrom: Infinity, startedAt: null };
    expect((await aWatch(early).conditions())[0]?.signals).toEqual({ low: "unknown" });
    const held = { now: PLAN_T0, worseFrom: Infinity };
    expect(await lookUntil(aWatch(held), held, PLAN_T0 + 8 * HOUR_MS)).toBe("good");
  });

  test("finds three times the errors, and names them", async () => {
    const held = { now: PLAN_T0, worseFrom: PLAN_T0 + HOUR_MS };
    const watch = aWatch(held);
    expect(await lookUntil(watch, held, PLAN_T0 + 2 * HOUR_MS)).toBe("bad");
    expect((await watch.conditions())[0]?.sentence).toContain("against 0.1 % at the baseline");
  });

  test("begins anew once its alert is acknowledged, also when it is folded again after a restart", async () => {
    const held = { now: PLAN_T0, worseFrom: PLAN_T0 + HOUR_MS, alerts: {} as Alerts };
    const watch = aWatch(held);
    await lookUntil(watch, held, PLAN_T0 + 2 * HOUR_MS);
    held.alerts = acknowledged(held.now);
    held.now += 2 * MINUTE_MS;
    const [after] = await watch.conditions();
    expect(after?.signals.low).toBe("good");
    const again = aWatch(held);
    expect((await again.conditions())[0]?.signals.low).toBe("good");
    expect(await lookUntil(again, held, held.now + 2 * HOUR_MS)).toBe("bad");
  });
});
