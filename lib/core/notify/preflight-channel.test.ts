import { expect, test } from "vitest";
import { aPlan } from "#testing/a-plan";
import { preflightChannel } from "./preflight-channel.ts";

const plan = aPlan({
  preflight: [
    { id: "mail", kind: "manual", label: "Mail: e-mail", owner: "lead" },
    {
      id: "channels",
      kind: "automatic",
      label: "Channels tested: Slack, call, Backup phone",
      owner: "lead",
      check: "channels_tested",
    },
  ],
});

test.each([
  [{ id: "chat", name: "Chat of the room", kind: "slack" }, "Slack"],
  [{ id: "call", name: "PagerDuty", kind: "pagerduty" }, "call"],
  [{ id: "p", name: "backup phone", kind: "webhook" }, "Backup phone"],
  [{ id: "mail", name: "Mail", kind: "email" }, null],
])("%j is %j", (channel, expected) => {
  expect(preflightChannel(plan, channel)).toBe(expected);
});

test("a plan that asks for no tested channel knows none", () => {
  expect(preflightChannel(aPlan(), { id: "chat", name: "Chat", kind: "slack" })).toBeNull();
});
