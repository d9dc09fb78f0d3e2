import { describe, expect, test } from "vitest";
import { aPlan } from "#testing/a-plan";
import { parseConfig } from "./parse-config.ts";
import { trafficConfigSchema, trafficPlanProblems } from "./traffic-config.ts";

function problems(traffic: unknown, network = {}): readonly string[] {
  const parsed = parseConfig({ traffic, network });
  return parsed.ok ? [] : (parsed.refusal.places ?? []).map(({ path, message }) => `${path}: ${message}`);
}

const SECRET = `whsec_${"c2VjcmV0".repeat(4)}`;
const HAPROXY = {
  kind: "haproxy",
  socket: "/run/haproxy/admin.sock",
  backend: "app",
  servers: { rollout: ["new-1", "new-2"], stable: ["old-1"] },
};

describe("a good configuration", () => {
  test.each([
    { kind: "record" },
    { kind: "webhook", url: "https://lb.example.com/split", secret: SECRET },
    { kind: "webhook", url: "http://127.0.0.1:8080/", secret: `${SECRET}YWI=`, readBack: "http://127.0.0.1:8080/now" },
    HAPROXY,
    { ...HAPROXY, socket: "tcp://127.0.0.1:9999" },
    { ...HAPROXY, socket: "tcp://[::1]:9999" },
    { ...HAPROXY, socket: "tcp://lb.example.com:9999" },
  ])("%j", (traffic) => {
    expect(problems(traffic)).toEqual([]);
  });
});

describe("what is wrong is named", () => {
  test.each([
    [{ kind: "nginx" }, ["traffic.kind: must be one of record, webhook, haproxy"]],
    [
      { kind: "webhook", url: "ftp://x/", secret: "hunter2" },
      [
        "traffic.url: must be a web address such as https://example.com/path",
        "traffic.secret: must be whsec_ and the base64 of 24 to 64 bytes",
      ],
    ],
    [
      { ...HAPROXY, socket: "admin.sock", backend: "a b" },
      [
        "traffic.socket: must be the path of a Unix socket, or tcp:// with host and port",
        "traffic.backend: must be 1 to 60 letters, digits, _, -, . or :",
      ],
    ],
    [
      { ...HAPROXY, servers: { rollout: ["new-1"] } },
      ["traffic.servers: needs servers for stable: what no group has goes there"],
    ],
    [
      { ...HAPROXY, servers: { rollout: ["a"], stable: ["b", "a"] } },
      ['traffic.servers.stable[1]: "a" has a group already'],
    ],
  ])("%j", (traffic, expected) => {
    expect(problems(traffic)).toEqual(expected);
  });

  test.each(["a;show info", "a\nshow info", "a/b", "#1", "a\\", ""])("no server is called %j", (name) => {
    expect(problems({ ...HAPROXY, servers: { stable: [name] } })).toHaveLength(1);
  });
});

test("groups are the plan's, and those that it gives traffic to have servers", () => {
  const plan = aPlan({
    traffic: {
      groups: [
        { id: "ramp", label: "Ramp" },
        { id: "rollout", label: "Rollout" },
      ],
      steps: [
        {
          id: "full",
          label: "Full",
          changes: [
            { group: "ramp", from: 10, to: 0 },
            { group: "rollout", from: 0, to: 100 },
          ],
        },
      ],
    },
  });
  const fitting = (servers: unknown): unknown =>
    trafficPlanProblems(trafficConfigSchema.parse({ ...HAPROXY, servers }), plan);
  expect(fitting(HAPROXY.servers)).toEqual([]);
  expect(fitting({ beta: ["b"], stable: ["s"] })).toEqual([
    { path: ["traffic", "servers", "beta"], message: "is a traffic group that the plan does not have" },
    { path: ["traffic", "servers"], message: "has no servers for rollout, to which the plan gives traffic" },
  ]);
  expect(trafficPlanProblems({ kind: "record" }, plan)).toEqual([]);
});
