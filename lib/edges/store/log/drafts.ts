import type { DraftStore } from "#engine/draft-port";
import type { PrismaClient } from "#prisma/client";
import { draftBodySchema } from "#wire/draft";
import { readOr, UNCOUNTED } from "../reading.ts";
import { storedMoment } from "../stored-moments.ts";

/** Drafts of one rollout in the database: one of each person and checkpoint, the newest. */
export function draftStore(prisma: PrismaClient, rolloutId: string, unreadable = UNCOUNTED): DraftStore {
  return {
    async list(checkpoint) {
      const rows = await prisma.formDraft.findMany({ where: { rolloutId, checkpoint }, orderBy: { savedAt: "asc" } });
      return rows.flatMap(({ accountId, name, savedAt, body }) => {
        const at = { rollout_id: rolloutId, checkpoint, account_id: accountId };
        return readOr(unreadable, { table: "form_draft", at }, () => {
          return { account: accountId, name, savedAt: storedMoment(savedAt), body: draftBodySchema.parse(body) };
        });
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
