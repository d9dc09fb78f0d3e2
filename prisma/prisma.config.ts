import { defineConfig } from "prisma/config";

// Pass it by --config. Paths count from this folder. Without an address only commands that need no database work.
export default defineConfig({
  schema: "schema.prisma",
  migrations: { path: "migrations" },
  datasource: { url: process.env["DATABASE_URL"] ?? "" },
});
