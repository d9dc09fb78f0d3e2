-- CreateTable
CREATE TABLE "installation" (
    "only_one" BOOLEAN NOT NULL DEFAULT true,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "secret_mark" TEXT,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("only_one")
);

ALTER TABLE "installation" ADD CONSTRAINT "installation_is_one" CHECK ("only_one"),
ADD CONSTRAINT "installation_kind" CHECK ("kind" IN ('production', 'rehearsal'));
