-- AlterTable
ALTER TABLE "log_signature" ADD COLUMN     "row_hash" TEXT;
