import { expect, test } from "vitest";
import { EMPTY_TRAFFIC, type Traffic } from "../room/traffic.ts";
import { trafficCondition } from "./traffic-condition.ts";

const rule: Parameters<typeof trafficCondition>[0] = {
  id: "traffic",
  kind: "traffic",
  label: "Traffic",
  severity: "high",
  for: "10s",
  clearFor: "30s",
  causedBy: [],
};
const applied: Traffic = { ...EMPTY_TRAFFIC, applied: { split: { new: 100 }, control: "haproxy", at: 1 } };

test.each<[string, Traffic, string | null, string]>([
  ["nothing decided", EMPTY_TRAFFIC, null, "unknown"],
  ["being moved", { ...applied, pending: true }, null, "unknown"],
  ["as it was decided", applied, null, "good"],
  ["not moved", { ...applied, pending: true, failed: { sentence: "No answer.", at: 2 } }, null, "bad"],
  ["moved by somebody else", { ...applied, read: { actual: {}, differs: "It is 0 %.", at: 2 } }, null, "bad"],
  ["nobody can tell", applied, "HAProxy did not answer.", "bad"],
])("%s", (_, traffic, unread, signal) => {
  const condition = trafficCondition(rule, { traffic, unread });
  expect(condition.signals).toEqual({ high: signal });
  expect(condition.sentence).toBe(
    traffic.failed?.sentence ??
      traffic.read?.differs ??
      unread ??
      (signal === "good"
        ? "The traffic is as it was decided."
        : "Nothing was decided of the traffic yet, or it is being moved."),
  );
});
