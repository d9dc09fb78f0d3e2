import type { RolloutView } from "#wire/rollout";

export type Checkpoint = RolloutView["checkpoints"][number];
export type Phase = RolloutView["phases"][number];

export type Position = {
  readonly phase: Phase | null;
  /** The phase that comes next, while none runs. */
  readonly nextPhase: Phase | null;
  readonly next: Checkpoint | null;
  /** The next gate, where the next checkpoint is not one itself. */
  readonly nextGate: Checkpoint | null;
  /** Elapsed share of the intensive window, 0 to 1; null until the rollout has started. */
  readonly progress: number | null;
};

type Schedule = Pick<RolloutView, "t0" | "startedAt" | "intensiveMs" | "phases" | "checkpoints">;

/** Where the rollout stands at `now`, by its absolute schedule. */
export function positionAt(schedule: Schedule, now: number): Position {
  const coming = schedule.checkpoints.filter((checkpoint) => checkpoint.at > now).sort((a, b) => a.at - b.at);
  const next = coming[0] ?? null;
  const gate = coming.find((checkpoint) => checkpoint.kind === "gate") ?? null;
  // Phases may overlap (the sprint runs beside the rollout): the one that began last says most.
  const running = schedule.phases
    .filter((phase) => phase.from <= now && now < phase.to)
    .sort((a, b) => b.from - a.from);
  const later = schedule.phases.filter((phase) => phase.from > now).sort((a, b) => a.from - b.from);
  return {
    phase: running[0] ?? null,
    nextPhase: running.length === 0 ? (later[0] ?? null) : null,
    next,
    nextGate: next?.kind === "gate" ? null : gate,
    progress:
      schedule.startedAt === null || now < schedule.t0 ? null : Math.min(1, (now - schedule.t0) / schedule.intensiveMs),
  };
}

/** What a checkpoint's kind is called. */
export function checkpointKindWord(kind: Checkpoint["kind"]): string {
  switch (kind) {
    case "gate":
      return "Gate";
    case "pulse":
      return "Pulse";
    case "check":
      return "Health check";
    case "review":
      return "Review";
    default:
      return kind satisfies never;
  }
}
