import { describe, expect, it } from "vitest";
import { DAY_MS, TICK_MS, tickAt } from "#core/time";
import type { Target } from "#core/target";
import type { PushedSample } from "#wire/push";
import { ANY_KEY } from "#testing/an-engine";
import { gaugeNames } from "./gauge-names.ts";
import { takePush } from "./push.ts";

const NOW = Date.UTC(2026, 10, 15, 8, 0, 2);
const ORDERS: Target = { id: "orders", kind: "push", name: "Orders", segment: null, region: null, critical: false };
const API: Target = { ...ORDERS, id: "api", kind: "http" };
const CONTEXT = {
  targets: new Map([ORDERS, API].map((target) => [target.id, target])),
  key: ANY_KEY,
  names: gaugeNames(),
  now: NOW,
};

function pushed(part: Partial<PushedSample> = {}): PushedSample {
  return { target: "orders", at: new Date(NOW).toISOString(), up: null, requests: 3, errors: 1, gauges: {}, ...part };
}

describe("pushed samples", () => {
  it("become samples of the tick they lie in, with their latencies", () => {
    const taken = takePush([pushed({ latenciesMs: [10, 20] })], CONTEXT);
    expect(taken).toMatchObject({
      ok: true,
      value: [
        { targetId: "orders", tick: tickAt(NOW), requests: 3, errors: 1, latency: { count: 2, min: 10, max: 20 } },
      ],
    });
  });

  it("may say that the target is down", () => {
    const taken = takePush([pushed({ up: false })], CONTEXT);
    expect(taken).toMatchObject({ ok: true, value: [{ up: false, reason: "reported as down", latency: null }] });
  });

  it.each([
    ["an unknown target", { target: "nobody" }, "samples.1.target"],
    ["a target that is probed", { target: "api" }, "samples.1.target"],
    ["a tick that has not come", { at: new Date(NOW + 3 * TICK_MS).toISOString() }, "samples.1.at"],
    ["a tick of more than 29 days ago", { at: new Date(NOW - 30 * DAY_MS).toISOString() }, "samples.1.at"],
  ])("are refused as a whole for %s, naming its place", (_what, part, path) => {
    const taken = takePush([pushed(), pushed(part)], CONTEXT);
    expect(taken).toMatchObject({ ok: false, refusal: { code: "invalid", places: [{ path }] } });
  });

  it("are refused outside the targets of their key", () => {
    expect(takePush([pushed()], { ...CONTEXT, key: { name: "k", targets: ["other"] } }).ok).toBe(false);
    expect(takePush([pushed()], { ...CONTEXT, key: { name: "k", targets: ["orders"] } }).ok).toBe(true);
  });

  it("bring in only so many gauges a day for a target and a key (gauge-names)", () => {
    const names = gaugeNames();
    const gauges = (from: number): Record<string, number> =>
      Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`g${from + i}`, 1]));
    const take = (key: string, part: Partial<PushedSample>, now = NOW): boolean =>
      takePush([pushed(part)], { ...CONTEXT, key: { name: key, targets: null }, names, now }).ok;
    expect(take("a", { gauges: gauges(0) })).toBe(true);
    expect(take("a", { gauges: gauges(100) })).toBe(true);
    expect(takePush([pushed(), pushed({ gauges: { one_more: 1 } })], { ...CONTEXT, names })).toMatchObject({
      ok: false,
      refusal: { code: "invalid", places: [{ path: "samples.1.gauges" }] },
    });
    expect(take("a", { gauges: gauges(50) }), "names that are known").toBe(true);
    const later = NOW + DAY_MS + 1;
    expect(take("a", { at: new Date(later).toISOString(), gauges: gauges(300) }, later), "a day later").toBe(true);
  });

  it("bring in only so many gauges a day for a key, over all its targets", () => {
    const ids = Array.from({ length: 30 }, (_, i) => `t${i}`);
    const targets = new Map(ids.map((id) => [id, { ...ORDERS, id }]));
    const gauges = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`g${i}`, 1]));
    const context = { ...CONTEXT, targets, names: gaugeNames() };
    const taken = ids.map((target) => takePush([pushed({ target, gauges })], context).ok);
    expect(taken.filter(Boolean)).toHaveLength(20);
  });
});
