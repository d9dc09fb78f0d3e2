/** What stands in a column, by its type, that somebody, or an older version, left so that nothing can read it. */
export const GARBAGE: Readonly<Record<string, string>> = {
  text: "'{\"broken\": \uE000'",
  jsonb: "'\"broken\"'",
  json: "'\"broken\"'",
  bytea: String.raw`'\x00ff'`,
  integer: "-1",
  "timestamp with time zone": "'infinity'",
};
/** Another installation's database is refused, and what was migrated is not data. */
export const LEFT_ALONE: ReadonlySet<string> = new Set([
  "installation",
  "quarantined_row",
  "roll_up_state",
  "_prisma_migrations",
]);
/** Whoever reads it all afterwards must still get in. */
export const READER = "robin@rehearsal.test";
