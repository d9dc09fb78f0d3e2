import type { Frame, Health, OverviewBody, Reading, RoomName, TargetReading } from "#wire/frame";

export const GOOD_HEALTH: Health = {
  sampler: { alive: true, ticksMissed: 0, jitterMsP99: 1 },
  store: { reachable: true, waiting: 0, lost: 0 },
  displays: 1,
  faults: [],
};

/** A reading that passes, but for what is named. */
export function aReading(part: Partial<Reading> = {}): Reading {
  return {
    metric: "error_rate",
    label: "Error rate",
    unit: "%",
    value: 0.0004,
    low: 0.0002,
    high: 0.0006,
    n: 45_000,
    coverage: 1,
    verdict: "PASS",
    grade: "demonstrated",
    word: "PASS",
    reason: "Error rate is 0.04 %.",
    passWords: "< 0.1 %",
    failWords: "> 0.5 %",
    passAt: 0.001,
    failAt: 0.005,
    ...part,
  };
}

export function aTarget(part: Partial<TargetReading> = {}): TargetReading {
  return {
    id: "store",
    name: "Store",
    kind: "postgres",
    segment: null,
    region: null,
    critical: true,
    state: "up",
    reason: null,
    lastAt: 0,
    latencyMs: 3,
    requests: 1,
    errors: 0,
    ...part,
  };
}

export function anOverview(part: Partial<OverviewBody> = {}): OverviewBody {
  const targets = part.targets ?? [aTarget()];
  const count = (state: TargetReading["state"]): number => targets.filter((target) => target.state === state).length;
  return {
    view: "overview",
    verdict: "PASS",
    sentence: "All is inside its targets.",
    headlines: [{ now: aReading(), sinceT0: null, trend: null }],
    counts: { up: count("up"), down: count("down"), silent: count("silent"), waiting: count("waiting") },
    targets,
    targetsTotal: targets.length,
    budget: null,
    ...part,
  };
}

/** A frame of the overview room with this sequence. */
export function aFrame(seq: number, part: Partial<Frame> = {}): Frame {
  const room: RoomName = "overview";
  return {
    room,
    seq,
    at: (seq + 1) * 5_000,
    sentAt: (seq + 1) * 5_000,
    everyMs: 5_000,
    build: "b1",
    health: GOOD_HEALTH,
    body: anOverview(),
    ...part,
  };
}
