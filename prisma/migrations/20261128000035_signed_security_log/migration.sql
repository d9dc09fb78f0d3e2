-- AlterTable
ALTER TABLE "security_head" ADD COLUMN     "key_id" TEXT,
ADD COLUMN     "signature" TEXT,
ADD COLUMN     "signed_at" TIMESTAMPTZ(3);
