-- CreateTable
CREATE TABLE "quarantined_row" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "source" TEXT NOT NULL,
    "row" JSONB NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "quarantined_row_pkey" PRIMARY KEY ("id")
);
