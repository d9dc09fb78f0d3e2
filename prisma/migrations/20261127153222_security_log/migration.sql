-- CreateTable
CREATE TABLE "security_event" (
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "security_event_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "security_head" (
    "id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "security_head_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "security_event_type_seq_idx" ON "security_event"("type", "seq");

INSERT INTO "security_head" ("id", "seq", "hash") VALUES (1, 0, '');
