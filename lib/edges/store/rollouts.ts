import type { RolloutRecord, RolloutStore } from "#engine/ports";
import type { PrismaClient } from "#prisma/client";

/** Rollouts in the database: one of each plan and kind, whoever asks first. */
export function rolloutStore(prisma: PrismaClient): RolloutStore {
  return {
    openRollout: async ({ plan, planVersion, kind, t0 }) => {
      // two nodes may start together: one row is made, and both read it
      await prisma.rollout.createMany({ data: [{ plan, planVersion, kind, t0: new Date(t0) }], skipDuplicates: true });
      const row = await prisma.rollout.findUniqueOrThrow({ where: { plan_kind: { plan, kind } } });
      return { id: row.id, plan, planVersion: row.planVersion, kind, t0: row.t0.getTime() } satisfies RolloutRecord;
    },
  };
}
