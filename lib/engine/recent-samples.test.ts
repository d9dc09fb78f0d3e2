import { expect, it } from "vitest";
import type { Sample } from "#core/measure/sample";
import { sketchOf } from "#core/measure/sketch";
import { sumOf } from "#core/measure/window";
import { chance, type Chance } from "#testing/chance";
import { testSeed } from "#testing/test-seed";
import { noSamples, settle, show, sumShown, trim, type Ticks } from "./recent-samples.ts";

const SPAN = 120;

/** Whole numbers only, so that sums are equal in any order. */
function sampleAt(tick: number, draw: Chance): Sample {
  const whole = (most: number): number => Math.floor(draw() * most);
  return {
    targetId: "target",
    tick,
    up: draw() < 0.9,
    requests: whole(50),
    errors: whole(5),
    latency: sketchOf([1 + whole(300)]),
    gauges: draw() < 0.5 ? { learners: whole(100) } : {},
    reason: null,
  };
}

it("sums what is shown, whatever was asked, shown late, stored otherwise or dropped before", () => {
  const draw = chance(testSeed());
  const whole = (most: number): number => Math.floor(draw() * most);
  const recent = noSamples();
  const shown = new Map<number, Sample>();
  let oldest = 0;
  for (let step = 0; step < 2_000; step += 1) {
    const sample = sampleAt(oldest + whole(SPAN), draw);
    if (!shown.has(sample.tick)) show(recent, sample);
    else if (recent.open.has(sample.tick)) settle(recent, sample, { from: 0, to: 0 });
    else continue;
    shown.set(sample.tick, sample);
    if (draw() < 0.02) {
      oldest += whole(10);
      trim(recent, oldest);
      for (const tick of shown.keys()) if (!recent.ring.has(tick)) shown.delete(tick);
    }
    const from = oldest + whole(SPAN);
    const ticks: Ticks = { from, to: from + whole(SPAN) };
    const inRange = [...shown.values()].filter(({ tick }) => tick >= ticks.from && tick < ticks.to);
    expect(sumShown(recent, ticks)).toEqual(sumOf(inRange));
  }
});
