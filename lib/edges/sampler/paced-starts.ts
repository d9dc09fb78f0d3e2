import { STEP_MS, type PlannedStart } from "./start-plan.ts";

/** After a short stall overdue starts are made at no more than four times the usual pace. */
const PACE = 4;

export type Pacing = {
  readonly plan: readonly PlannedStart[];
  /** Real ms since the tick began. */
  elapsedMs(): number;
  start(index: number, lateMs: number): void;
};

/** Makes the starts of one tick at their times, from one timer; returns what stops it. */
export function paceStarts({ plan, elapsedMs, start }: Pacing): () => void {
  const lastMs = plan.at(-1)?.afterMs ?? 0;
  const most = Math.max(PACE, Math.ceil((PACE * STEP_MS * plan.length) / Math.max(STEP_MS, lastMs)));
  let next = 0;
  let timer: NodeJS.Timeout | undefined;

  function startDue(): void {
    for (let made = 0; made < most; made++) {
      const due = plan[next];
      if (!due) return;
      const lateMs = elapsedMs() - due.afterMs;
      if (lateMs < 0) return wait(Math.ceil(-lateMs));
      next++;
      start(due.index, lateMs);
    }
    wait(STEP_MS);
  }

  function wait(ms: number): void {
    timer = setTimeout(startDue, ms);
  }

  startDue();
  return () => clearTimeout(timer);
}
