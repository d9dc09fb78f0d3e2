-- DropIndex
DROP INDEX "rollout_plan_kind_key";

-- AlterTable
ALTER TABLE "rollout" ADD COLUMN     "archive_no" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "setup" JSONB;

-- CreateIndex
CREATE UNIQUE INDEX "rollout_plan_kind_archive_no_key" ON "rollout"("plan", "kind", "archive_no");
