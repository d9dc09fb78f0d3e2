-- CreateTable
CREATE TABLE "share_link" (
    "token_hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "made_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "share_link_pkey" PRIMARY KEY ("token_hash")
);
