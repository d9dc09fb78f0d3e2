import { describe, expect, it } from "vitest";
import { DAY_MS, TICK_MS, tickAt } from "#core/time";
import type { Target } from "#core/target";
import type { PushedSample } from "#wire/push";
import { takePush } from "./push.ts";

const NOW = Date.UTC(2026, 10, 15, 8, 0, 2);
const ORDERS: Target = { id: "orders", kind: "push", name: "Orders", segment: null, region: null, critical: false };
const API: Target = { ...ORDERS, id: "api", kind: "http" };
const CONTEXT = { targets: new Map([ORDERS, API].map((target) => [target.id, target])), allowed: null, now: NOW };

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
    expect(takePush([pushed()], { ...CONTEXT, allowed: ["other"] }).ok).toBe(false);
    expect(takePush([pushed()], { ...CONTEXT, allowed: ["orders"] }).ok).toBe(true);
  });
});
