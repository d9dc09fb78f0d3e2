import { expect, test } from "vitest";
import { aPlan } from "#testing/a-plan";
import { configSchema, misfitProblems } from "./config.ts";
import { parseConfig } from "./parse-config.ts";

const HASH = `sha256:${"0".repeat(64)}`;

function problems(document: unknown): readonly string[] {
  const parsed = parseConfig(document);
  return parsed.ok ? [] : (parsed.refusal.places ?? []).map(({ path, message }) => `${path}: ${message}`);
}

test.each([null, undefined, {}])("%j is the default configuration", (document) => {
  expect(parseConfig(document)).toEqual({
    ok: true,
    value: {
      targets: [],
      push: { keys: [] },
      traffic: { kind: "record" },
      channels: [],
      routing: [],
      storm: { most: 3, window: "5m" },
      retention: { raw: "7d", minute: "40d", hour: "400d" },
      security: { sessions: { idle: "24h", absolute: "14d" }, secondFactorForVotes: false },
      network: { allowLinkLocal: false },
    },
  });
});

test("wrong and unknown fields are reported all at once", () => {
  const targets = [
    { id: "a", kind: "http", url: "ftp://x" },
    { id: "b", kind: "tcp", host: "h", port: 70_000 },
    { id: "c", kind: "gopher" },
  ];
  expect(problems({ targets, retention: { raw: "a week" }, colour: "red" })).toEqual([
    "targets[a].url: must be a web address such as https://example.com/path",
    "targets[b].port: must be at most 65535",
    "targets[c].kind: must be one of http, tcp, postgres, redis, push",
    "retention.raw: must be a length of time such as 15m, 36h or 1h30m",
    "colour: is not a known field",
  ]);
});

test.each([
  [{ retention: { raw: "1s" } }, "retention.raw: must be at least 1h"],
  [{ retention: { raw: "400d", minute: "1d" } }, "retention.minute: must be at least as long as raw"],
  [{ retention: { minute: "50d", hour: "49d" } }, "retention.hour: must be at least as long as minute"],
  [
    { security: { sessions: { idle: "100d", absolute: "2h" } } },
    "security.sessions.absolute: must be at least as long as idle",
  ],
  [{ channels: [{ id: "constructor", kind: "slack", url: "https://h/x" }] }, "channels[constructor].id: is a word"],
  [{ storm: { window: "3650d" } }, "storm.window: must be at most 1d"],
  [{ targets: [{ id: "a", kind: "tcp", host: "h", port: 1.5 }] }, "targets[a].port: must be a whole number, not 1.5"],
  [
    { targets: [{ id: "a", kind: "http", url: "http://h", gauges: { "Bad Name": "/x" } }] },
    'targets[a].gauges["Bad Name"]: has a name that is not allowed: it must be 1 to 63',
  ],
])("what can never be meant is refused: %j", (config, expected) => {
  expect(problems(config)).toEqual([expect.stringContaining(expected)]);
});

test("a segment that the plan does not have is a misfit", () => {
  const config = configSchema.parse({ targets: [{ id: "a", kind: "push", segment: "nope" }] });
  const { path, message } =
    misfitProblems({ value: config, document: {}, lost: [] }, { value: aPlan(), document: {}, lost: [] })[0] ?? {};
  expect([path, message]).toEqual([["targets", 0, "segment"], 'names "nope", which is no segment of the plan']);
});

test("ids of targets and names of keys are taken once", () => {
  const targets = [
    { id: "a", kind: "push" },
    { id: "a", kind: "push" },
  ];
  const keys = [
    { name: "k", hash: HASH },
    { name: "k", hash: HASH },
  ];
  expect(problems({ targets, push: { keys } })).toEqual([
    'targets[1].id: "a" is taken already',
    'push.keys[1].name: "k" is taken already',
  ]);
});

test("a key is for push targets that there are", () => {
  const targets = [
    { id: "a", kind: "tcp", host: "h", port: 1 },
    { id: "p", kind: "push" },
  ];
  const keys = [{ name: "k", hash: HASH, targets: ["p", "a", "ghost"] }];
  expect(problems({ targets, push: { keys } })).toEqual([
    'push.keys[0].targets[1]: names "a", which is no target of kind push',
    'push.keys[0].targets[2]: names "ghost", which is no target of kind push',
  ]);
});

test("heads of the log that nothing would carry", () => {
  const security = { sendLogHeadEvery: "6h" };
  const channels = [{ id: "chat", kind: "slack", url: "https://chat.example.com/x" }];
  expect(problems({ security })).toEqual(["security.sendLogHeadEvery: is of no use without a channel"]);
  expect(problems({ security, channels })).toEqual([]);
  expect(problems({ security, channels, routing: [{ channels: ["chat"] }] })).toEqual([
    "security.sendLogHeadEvery: needs a route of kinds: [log_head]",
  ]);
  expect(problems({ security, channels, routing: [{ kinds: ["log_head"], channels: ["chat"] }] })).toEqual([]);
});
