import { expect, test } from "vitest";
import { openTick, samplesOf } from "./tick-columns.ts";

test("a tick's columns, through JSON, are its samples, with the figures of those that have some", () => {
  const tick = openTick(7, 4);
  tick.put(0, { latencyMs: 12.34567, reason: null });
  tick.put(1, { latencyMs: 20, reason: null, gauges: { revenue_impact: 5.8 } });
  tick.put(2, { latencyMs: null, reason: "connection refused" });
  // only the first result of a target counts
  tick.put(1, { latencyMs: 30, reason: null, gauges: { revenue_impact: 9 } });
  const sent = JSON.parse(JSON.stringify(tick.columns(1, 0.5))) as ReturnType<typeof tick.columns>;
  const samples = samplesOf(sent, ["a", "b", "c", "d"]);
  expect(samples.map(({ targetId, up, gauges, reason }) => ({ targetId, up, gauges, reason }))).toEqual([
    { targetId: "a", up: true, gauges: {}, reason: null },
    { targetId: "b", up: true, gauges: { revenue_impact: 5.8 }, reason: null },
    { targetId: "c", up: false, gauges: {}, reason: "connection refused" },
  ]);
});
