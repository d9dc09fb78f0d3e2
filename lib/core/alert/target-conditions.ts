import type { AlertRule } from "../plan/alerts.ts";
import type { Condition } from "./condition.ts";
import type { Signal } from "./latch.ts";

type TargetRule = Extract<AlertRule, { kind: "down" | "silent" }>;

/** A target as its newest sample has it. */
export type TargetNow = {
  readonly id: string;
  readonly name: string;
  readonly critical: boolean;
  readonly state: "up" | "down" | "silent" | "waiting";
  readonly reason: string | null;
};

/** One condition per target: a silent one does not say whether it is down. */
export function targetConditions(rule: TargetRule, targets: readonly TargetNow[]): readonly Condition[] {
  const judged = rule.kind === "down" ? targets.filter(({ critical }) => critical) : targets;
  return judged.map((target) => ({
    rule: rule.id,
    subject: target.id,
    subjectLabel: target.name,
    signals: { [rule.severity]: SIGNALS[rule.kind][target.state] },
    sentence: `${target.name} ${WORDS[target.state]}${target.reason === null ? "" : `: ${target.reason}`}.`,
    evidence: null,
  }));
}

const SIGNALS: Readonly<Record<TargetRule["kind"], Readonly<Record<TargetNow["state"], Signal>>>> = {
  down: { down: "bad", up: "good", silent: "unknown", waiting: "unknown" },
  // what has never reported is not missed yet: the pre-flight list asks for it
  silent: { silent: "bad", up: "good", down: "good", waiting: "unknown" },
};

const WORDS: Readonly<Record<TargetNow["state"], string>> = {
  down: "is down",
  up: "is up",
  silent: "is silent",
  waiting: "has not reported yet",
};
