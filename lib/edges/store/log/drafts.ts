import type { DraftStore } from "#engine/draft-port";
import type { PrismaClient } from "#prisma/client";
import { draftBodySchema } from "#wire/draft";

/** Drafts of one rollout in the database: one of each person and checkpoint, the newest. */
export function draftStore(prisma: PrismaClient, rolloutId: string): DraftStore {
  return {
    async list(checkpoint) {
      const rows = await prisma.formDraft.findMany({ where: { rolloutId, checkpoint }, orderBy: { savedAt: "asc" } });
      return rows.flatMap(({ accountId, name, savedAt, body }) => {
        // written by an older build: what cannot be read is no draft
        const parsed = draftBodySchema.safeParse(body);
        return parsed.success ? [{ account: accountId, name, savedAt: savedAt.getTime(), body: parsed.data }] : [];
      });
    },
    async save({ checkpoint, account: accountId, name, body }) {
      const kept = { name, basedOn: body.basedOn, body, savedAt: new Date() };
      const row = await prisma.formDraft.upsert({
        where: { rolloutId_checkpoint_accountId: { rolloutId, checkpoint, accountId } },
        create: { rolloutId, checkpoint, accountId, ...kept },
        update: kept,
      });
      return row.savedAt.getTime();
    },
    async remove({ checkpoint, account: accountId }) {
      await prisma.formDraft.deleteMany({ where: { rolloutId, checkpoint, accountId } });
    },
  };
}
