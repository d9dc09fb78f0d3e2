import { expect, test } from "vitest";
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
      security: { sessions: { idle: "24h", absolute: "14d" } },
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
    "targets[a].url: is not a valid url",
    "targets[b].port: must be at most 65535",
    "targets[c].kind: must be one of http, tcp, postgres, redis, push",
    "retention.raw: must be a length of time such as 15m, 36h or 1h30m",
    "colour: is not a known field",
  ]);
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
