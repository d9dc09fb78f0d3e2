CREATE TABLE "target" (
    "key" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "segment" TEXT,
    "region" TEXT,
    "critical" BOOLEAN NOT NULL,

    CONSTRAINT "target_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "sample" (
    "tick" INTEGER NOT NULL,
    "target_key" INTEGER NOT NULL,
    "requests" INTEGER NOT NULL,
    "errors" INTEGER NOT NULL,
    "up" BOOLEAN,
    "latency" BYTEA,
    "gauges" JSONB,
    "reason" TEXT,

    CONSTRAINT "sample_pkey" PRIMARY KEY ("tick","target_key")
);

CREATE TABLE "minute_sum" (
    "minute" INTEGER NOT NULL,
    "target_key" INTEGER NOT NULL,
    "sum" BYTEA NOT NULL,

    CONSTRAINT "minute_sum_pkey" PRIMARY KEY ("minute","target_key")
);

CREATE TABLE "sample_block" (
    "hour" INTEGER NOT NULL,
    "target_key" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "samples" BYTEA,
    "minutes" BYTEA,
    "total" BYTEA NOT NULL,

    CONSTRAINT "sample_block_pkey" PRIMARY KEY ("hour","target_key")
);

CREATE TABLE "roll_up_state" (
    "id" INTEGER NOT NULL,
    "minutes_to" INTEGER NOT NULL,
    "hours_to" INTEGER NOT NULL,

    CONSTRAINT "roll_up_state_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "frame" (
    "room" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "frame_pkey" PRIMARY KEY ("room","seq")
);

CREATE TABLE "rollout" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "plan" TEXT NOT NULL,
    "plan_version" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "t0" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rollout_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "target_slug_key" ON "target"("slug");

CREATE INDEX "frame_seq_idx" ON "frame"("seq");

CREATE UNIQUE INDEX "rollout_plan_kind_key" ON "rollout"("plan", "kind");

ALTER TABLE "sample" ADD CONSTRAINT "sample_target_key_fkey" FOREIGN KEY ("target_key") REFERENCES "target"("key") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "minute_sum" ADD CONSTRAINT "minute_sum_target_key_fkey" FOREIGN KEY ("target_key") REFERENCES "target"("key") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "sample_block" ADD CONSTRAINT "sample_block_target_key_fkey" FOREIGN KEY ("target_key") REFERENCES "target"("key") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- Blocks are compressed already: PostgreSQL need not try again.
ALTER TABLE "sample_block" ALTER COLUMN "samples" SET STORAGE EXTERNAL, ALTER COLUMN "minutes" SET STORAGE EXTERNAL;

-- How far the roll-ups have come is one thing.
ALTER TABLE "roll_up_state" ADD CONSTRAINT "roll_up_state_one_row" CHECK ("id" = 1);
