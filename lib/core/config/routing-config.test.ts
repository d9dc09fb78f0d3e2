import { expect, test } from "vitest";
import { aPlan } from "#testing/a-plan";
import { configSchema } from "./config.ts";
import { parseConfig } from "./parse-config.ts";
import { routeRoleProblems, routingOf, stormLimitOf } from "./routing-config.ts";
import { noticeKindSchema } from "../notify/notice.ts";

const MAIL = { id: "mail", kind: "email", host: "smtp.example.com", from: "holdpoint@example.com" };
const CHAT = { id: "chat", kind: "slack", url: "https://hooks.example.com/T/B/x" };
const HOOK = {
  id: "hook",
  kind: "webhook",
  url: "https://example.com/hook",
  secret: `whsec_${Buffer.alloc(24, 7).toString("base64")}`,
};
const PAGER = { id: "pager", kind: "pagerduty", routingKey: "0123456789abcdef0123456789abcdef" };

function problems(document: unknown): readonly string[] {
  const parsed = parseConfig(document);
  return parsed.ok ? [] : (parsed.refusal.places ?? []).map(({ path, message }) => `${path}: ${message}`);
}

test("all four kinds of channel are read, with their defaults", () => {
  const parsed = parseConfig({ channels: [MAIL, CHAT, HOOK, PAGER] });
  expect(parsed).toMatchObject({
    ok: true,
    value: {
      channels: [
        { encryption: "starttls", verify: true, timeoutMs: 10_000, concurrency: 4 },
        {},
        { digest: true },
        { url: "https://events.pagerduty.com/v2/enqueue" },
      ],
    },
  });
});

test("wrong fields, names given twice and unknown ones are named at their place", () => {
  expect(
    problems({
      channels: [
        { ...MAIL, from: "nobody", encryption: "rot13" },
        { id: "x", kind: "pigeon" },
        { ...HOOK, secret: "12345" },
      ],
      routing: [{ channels: [] }],
    }),
  ).toEqual([
    "channels[mail].encryption: must be one of starttls, tls, none",
    "channels[mail].from: must be an e-mail address such as ada@example.com",
    "channels[x].kind: must be one of email, slack, webhook, pagerduty",
    "channels[hook].secret: must be whsec_ and 24 to 64 random bytes in base64",
    "routing[0].channels: must have at least 1 entry",
  ]);
  expect(problems({ channels: [CHAT, CHAT], routing: [{ channels: ["chat", "fax"] }] })).toEqual([
    'channels[1].id: "chat" is taken already',
    'routing[0].channels[1]: names "fax", which is no channel',
  ]);
  expect(problems({ channels: [{ ...MAIL, user: "u" }] })).toEqual([
    "channels[mail].user: is of no use without password",
  ]);
});

test("a route for a role that the plan does not have is found", () => {
  const { routing } = configSchema.parse({ channels: [CHAT], routing: [{ roles: ["ghost"], channels: ["chat"] }] });
  expect(routeRoleProblems({ routing }, aPlan())).toEqual([
    { path: ["routing", 0, "roles", 0], message: 'names "ghost", which is no role of the plan' },
  ]);
});

test("without a route, everything goes through every channel", () => {
  const config = configSchema.parse({ channels: [MAIL, { ...HOOK, digest: false }, PAGER] });
  expect(routingOf(config)).toEqual({
    channels: [
      { id: "mail", reaches: "each-person", capped: "all" },
      { id: "hook", reaches: "its-readers", capped: "none" },
      { id: "pager", reaches: "its-readers", capped: "calls" },
    ],
    routes: [{ severities: null, kinds: noticeKindSchema.options, roles: null, channels: ["mail", "hook", "pager"] }],
  });
  expect(stormLimitOf(config)).toEqual({ most: 3, windowMs: 300_000 });
});
