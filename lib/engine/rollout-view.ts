import type { Plan } from "#core/plan/plan";
import { scheduleOf } from "#core/plan/schedule";
import { durationMs } from "#core/plan/when";
import type { EpochMs } from "#core/time";
import type { RolloutView } from "#wire/rollout";
import type { ClockSetting, RolloutRecord } from "./ports.ts";

/** What every page knows of the rollout, its moments moved to this rollout's own T0. */
export function rolloutView(
  plan: Plan,
  rollout: RolloutRecord,
  about: {
    readonly clock: ClockSetting;
    readonly demo: boolean;
    readonly trafficControl: RolloutView["trafficControl"];
    readonly build: string;
    readonly t0: EpochMs;
    readonly startedAt: EpochMs | null;
  },
): RolloutView {
  const schedule = scheduleOf(plan, about.t0);
  return {
    id: rollout.id,
    name: plan.name,
    plan: plan.id,
    planVersion: plan.version,
    kind: rollout.kind,
    t0: about.t0,
    startedAt: about.startedAt,
    plannedT0: schedule.baselineT0,
    intensiveMs: durationMs(plan.intensiveWindow.length),
    clock: about.clock,
    demo: about.demo,
    trafficControl: about.trafficControl,
    build: about.build,
    phases: [...schedule.phases],
    checkpoints: schedule.checkpoints.map(({ id, label, kind, at }) => ({ id, label, kind, at })),
    segments: plan.segments.map(({ id, label }) => ({ id, label })),
    metrics: plan.metrics.map(({ id, label, unit, better }) => ({ id, label, unit, better })),
    sprint: schedule.sprint.map((stream) => ({ ...stream, tasks: [...stream.tasks] })),
  };
}
