import { disciplineSchema } from "#core/plan/people";
import { accountRoleSchema, type Account } from "#core/room/actor";
import type { EpochMs } from "#core/time";
import { z } from "zod";
import { rowsOf, type Sql } from "./sql.ts";

export type Directory = { list(): Promise<readonly Account[]>; forget(): void };

/** Other nodes write accounts too: what is older is read again. */
const FRESH_FOR_MS = 5_000;
const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: accountRoleSchema,
  discipline: disciplineSchema.nullable(),
});

/** Everybody with an account that is not disabled; read once, and again after a change. */
export function directoryOf(sql: Sql, now: () => EpochMs): Directory {
  const held: { accounts: Promise<readonly Account[]> | null; until: EpochMs } = { accounts: null, until: 0 };
  const read = async (): Promise<readonly Account[]> => {
    const rows = await rowsOf(
      sql,
      'select id, name, role, discipline from "user" where disabled_at is null order by name, id',
    );
    // one account in a shape that is not known must not cost the others their roles
    return rows.flatMap((row) => rowSchema.safeParse(row).data ?? []);
  };
  return {
    list: () => {
      const at = now();
      if (held.accounts && at < held.until) return held.accounts;
      const reading = read();
      held.accounts = reading;
      held.until = at + FRESH_FOR_MS;
      reading.catch(() => {
        if (held.accounts === reading) held.accounts = null;
      });
      return reading;
    },
    forget: () => void (held.accounts = null),
  };
}
