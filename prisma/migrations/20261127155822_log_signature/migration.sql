-- CreateTable
CREATE TABLE "log_signature" (
    "rollout_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "key_id" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "log_signature_pkey" PRIMARY KEY ("rollout_id","seq")
);

-- CreateTable
CREATE TABLE "former_log_key" (
    "id" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "vouched_by" TEXT NOT NULL,
    "heads" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "former_log_key_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "log_signature" ADD CONSTRAINT "log_signature_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
