import { z } from "zod";
import { planSchema } from "#core/plan/plan";
import type { Target } from "#core/target";
import type { RolloutRecord, RolloutStore, UnreadableRows } from "#engine/ports";
import type { RolloutSetup, RolloutShelf, StoredRollout } from "#engine/rollout-port";
import type { PrismaClient } from "#prisma/client";
import type { Rollout } from "#prisma/client";
import { storedMoment } from "./stored-moments.ts";
import { readOr, UNCOUNTED } from "./reading.ts";

/** Rollouts in the database: of each plan and kind one is open, whoever asks first; the others are archived. */
export function rolloutStore(prisma: PrismaClient, unreadable = UNCOUNTED): RolloutStore & RolloutShelf {
  return {
    openRollout: async ({ plan, planVersion, kind, t0 }, setup) => {
      const open = { plan, kind, archiveNo: 0 };
      // two nodes may start together: one row is made, and both read it
      await prisma.rollout.createMany({ data: [{ ...open, planVersion, t0: new Date(t0) }], skipDuplicates: true });
      const where = { plan_kind_archiveNo: open };
      const row = setup
        ? await prisma.rollout.update({ where, data: { setup: asJson(setup) } })
        : await prisma.rollout.findUniqueOrThrow({ where });
      return { ...recordOf(row), kind };
    },
    listRollouts: async () => {
      const rows = await prisma.rollout.findMany({ orderBy: { createdAt: "desc" } });
      return rows.map(
        (row) =>
          ({ ...recordOf(row), isOpen: row.archiveNo === 0, setup: setupIn(row, unreadable) }) satisfies StoredRollout,
      );
    },
  };
}

function recordOf(row: Rollout): RolloutRecord {
  const kind = row.kind === "rehearsal" ? "rehearsal" : "production";
  return { id: row.id, plan: row.plan, planVersion: row.planVersion, kind, t0: storedMoment(row.t0) };
}

const setupSchema = z.object({
  plan: planSchema,
  targets: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["http", "tcp", "postgres", "redis", "push"]),
      name: z.string(),
      segment: z.string().nullable(),
      region: z.string().nullable(),
      critical: z.boolean(),
    }) satisfies z.ZodType<Target>,
  ),
});

/** Null where none was kept, and where it cannot be read. */
export function setupIn(
  { id, setup }: { readonly id: string; readonly setup: unknown },
  unreadable: UnreadableRows,
): RolloutSetup | null {
  if (setup === null) return null;
  const row = { table: "rollout", at: { id }, column: "setup" };
  return readOr(unreadable, row, () => setupSchema.parse(setup))[0] ?? null;
}

function asJson(setup: object): object {
  return JSON.parse(JSON.stringify(setup)) as object;
}
