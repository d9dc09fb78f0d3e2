import type { AlertRule } from "../plan/alerts.ts";
import type { Traffic } from "../room/traffic.ts";
import type { Condition } from "./condition.ts";
import type { Signal } from "./latch.ts";

type TrafficRule = Extract<AlertRule, { kind: "traffic" }>;

/** `unread`: why nothing could be read back when last asked; null while the controller answers, or was not asked yet. */
export type TrafficStanding = { readonly traffic: Traffic; readonly unread: string | null };

/** Whether the traffic goes where it was decided to go, and whether anybody can tell. */
export function trafficCondition(rule: TrafficRule, { traffic, unread }: TrafficStanding): Condition {
  const wrong = traffic.failed?.sentence ?? traffic.read?.differs ?? unread;
  const settled = traffic.applied !== null && !traffic.pending ? "good" : "unknown";
  const signal: Signal = wrong === null ? settled : "bad";
  return {
    rule: rule.id,
    subject: null,
    subjectLabel: null,
    signals: { [rule.severity]: signal },
    sentence: wrong ?? WORDS[settled],
    evidence: null,
  };
}

const WORDS = {
  good: "The traffic is as it was decided.",
  unknown: "Nothing was decided of the traffic yet, or it is being moved.",
};
