import { expect, test } from "vitest";
import { trafficConfigSchema } from "#core/config/traffic-config";
import type { Split } from "#core/traffic/split";
import { aPlan } from "#testing/a-plan";
import { openTraffic } from "./open-traffic.ts";

const PLAN = aPlan({ traffic: { groups: [{ id: "rollout", label: "Rollout" }], steps: [] } });
const ABOUT = { plan: PLAN, recorded: (): Split | null => null, allowLinkLocal: false };

test("by default nobody is told, and what is in force is what the log says", async () => {
  let logged: Split | null = null;
  const opened = openTraffic(trafficConfigSchema.parse({ kind: "record" }), { ...ABOUT, recorded: () => logged });
  if (!opened.ok) throw new Error(opened.refusal.message);
  expect(await opened.value.read()).toEqual({ ok: true, value: null });
  expect(await opened.value.apply({ rollout: 50 })).toEqual({ ok: true, value: undefined });
  logged = { rollout: 50 };
  expect(await opened.value.read()).toEqual({ ok: true, value: { rollout: 50 } });
});

test("each kind opens without calling anybody", () => {
  const kinds = [
    { kind: "record" },
    { kind: "webhook", url: "http://127.0.0.1:1/", secret: `whsec_${"c2Vj".repeat(8)}` },
    { kind: "haproxy", socket: "/nowhere", backend: "app", servers: { rollout: ["a"], stable: ["b"] } },
  ];
  for (const traffic of kinds) {
    const opened = openTraffic(trafficConfigSchema.parse(traffic), ABOUT);
    expect(opened).toMatchObject({ ok: true, value: { kind: traffic.kind } });
  }
});

test("a group that the plan does not have is refused, with the field's name", () => {
  const servers = { beta: ["a"], stable: ["b"] };
  const config = trafficConfigSchema.parse({ kind: "haproxy", socket: "/nowhere", backend: "app", servers });
  expect(openTraffic(config, ABOUT)).toMatchObject({
    ok: false,
    refusal: { code: "invalid", message: "traffic.servers.beta is a traffic group that the plan does not have." },
  });
});
