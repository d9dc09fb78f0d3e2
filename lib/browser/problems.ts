import type { Health, OverviewBody, TargetReading } from "#wire/frame";

/** One thing that is wrong, worst first: what a person at three in the morning must read. */
export type Problem = {
  readonly id: string;
  readonly kind: "target_down" | "target_silent" | "metric" | "self";
  readonly verdict: "FAIL" | "WARN" | "NO_DATA";
  readonly title: string;
  readonly reason: string;
  /** The target's id, where there is a page to open. */
  readonly target: string | null;
};

const RANK = { FAIL: 0, WARN: 1, NO_DATA: 2 } as const;

/** Everything in this frame that is not PASS, with its reason. An empty list is the only "nothing is wrong". */
export function problemsIn(body: OverviewBody, health: Health): readonly Problem[] {
  const found = [
    ...selfProblems(health),
    ...targetProblems(body.targets),
    ...unlistedTargets(body),
    ...metricProblems(body),
  ];
  return found.sort((a, b) => RANK[a.verdict] - RANK[b.verdict]);
}

function targetProblems(targets: readonly TargetReading[]): readonly Problem[] {
  return targets.flatMap((target): readonly Problem[] => {
    const base = { id: `target:${target.id}`, target: target.id };
    if (target.state === "down") {
      return [
        {
          ...base,
          kind: "target_down",
          verdict: target.critical ? "FAIL" : "WARN",
          title: `${target.name} is down`,
          reason: target.reason ?? "It gave no reason.",
        },
      ];
    }
    if (target.state === "silent") {
      return [
        {
          ...base,
          kind: "target_silent",
          verdict: "NO_DATA",
          title: `${target.name} is silent`,
          reason: target.reason ?? "No sample for more than two ticks.",
        },
      ];
    }
    return [];
  });
}

/** With many targets the frame names only the worst: those it does not name are counted. */
function unlistedTargets(body: OverviewBody): readonly Problem[] {
  const named = (state: TargetReading["state"]): number =>
    body.targets.filter((target) => target.state === state).length;
  const down = body.counts.down - named("down");
  const silent = body.counts.silent - named("silent");
  const found: Problem[] = [];
  if (down > 0)
    found.push({
      id: "more-down",
      kind: "target_down",
      verdict: "WARN",
      title: moreWords(down, "down"),
      reason: "Only the worst are listed.",
      target: null,
    });
  if (silent > 0)
    found.push({
      id: "more-silent",
      kind: "target_silent",
      verdict: "NO_DATA",
      title: moreWords(silent, "silent"),
      reason: "Only the worst are listed.",
      target: null,
    });
  return found;
}

function metricProblems(body: OverviewBody): readonly Problem[] {
  return body.headlines.flatMap((headline): readonly Problem[] => {
    const { now } = headline;
    if (now.verdict === "PASS" || (now.passWords === null && now.failWords === null && now.verdict !== "FAIL"))
      return [];
    return [
      {
        id: `metric:${now.metric}`,
        kind: "metric",
        verdict: now.verdict,
        title: `${now.label}: ${now.word === "NO_DATA" ? "NO DATA" : now.word}`,
        reason: now.reason,
        target: null,
      },
    ];
  });
}

function selfProblems(health: Health): readonly Problem[] {
  return healthLines(health).map((line) => ({
    id: `self:${line.id}`,
    kind: "self",
    verdict: line.verdict,
    title: line.title,
    reason: line.reason,
    target: null,
  }));
}

export type HealthLine = {
  readonly id: string;
  readonly verdict: "FAIL" | "WARN";
  readonly title: string;
  readonly reason: string;
};

/** What is not well with Holdpoint itself, in words; empty when it is well. */
export function healthLines(health: Health): readonly HealthLine[] {
  const lines: HealthLine[] = [];
  if (!health.sampler.alive)
    lines.push({
      id: "sampler",
      verdict: "FAIL",
      title: "The sampler is down",
      reason: "Nothing is being measured. Holdpoint is starting it again.",
    });
  const { store } = health;
  if (!store.reachable) {
    const waiting = store.waiting === 1 ? "1 sample waits" : `${store.waiting.toLocaleString("en-US")} samples wait`;
    lines.push({
      id: "store",
      verdict: "WARN",
      title: "The database does not answer",
      reason: `${waiting} in memory and will be written when it returns.`,
    });
  }
  if (store.lost > 0) {
    lines.push({
      id: "lost",
      verdict: "WARN",
      title: "Samples were lost",
      reason: `${store.lost.toLocaleString("en-US")} samples did not fit into the waiting buffer. They show as gaps.`,
    });
  }
  for (const { id, severity, sentence } of health.faults)
    lines.push({
      id: `own:${id}`,
      verdict: severity === "critical" ? "FAIL" : "WARN",
      title: sentence.replace(/\.$/, ""),
      reason: "A fault of Holdpoint itself.",
    });
  return lines;
}

function moreWords(count: number, state: string): string {
  return count === 1 ? `1 more target is ${state}` : `${count.toLocaleString("en-US")} more targets are ${state}`;
}
