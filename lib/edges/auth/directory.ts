import { disciplineSchema } from "#core/plan/people";
import { accountRoleSchema, type Account } from "#core/room/actor";
import type { EpochMs } from "#core/time";
import type { UnreadableRows } from "#engine/ports";
import { z } from "zod";
import { rowsOf, type Sql } from "./sql.ts";
import { storedNameSchema } from "./stored-name.ts";

export type Directory = { list(): Promise<readonly Account[]>; forget(): void };

/** Other nodes write accounts too: what is older is read again. */
const FRESH_FOR_MS = 5_000;
const rowSchema = z.object({
  id: z.string(),
  name: storedNameSchema,
  role: accountRoleSchema,
  discipline: disciplineSchema.nullable().catch(null),
});
export type Found = Pick<UnreadableRows, "found">["found"];

/** What stands in an account's row of role and discipline, as far as it can be read; the rest is told to `found`. */
export function rightsIn(
  row: { readonly id: string; readonly role: unknown; readonly discipline: unknown },
  found: Found,
): { readonly role: Account["role"] | null; readonly discipline: Account["discipline"] } {
  const role = accountRoleSchema.safeParse(row.role);
  const discipline = disciplineSchema.nullable().safeParse(row.discipline);
  const tell = (column: string): void =>
    found({ table: "user", at: { id: row.id }, column, why: `${column} is none that there is` });
  if (!role.success) tell("role");
  if (!discipline.success) tell("discipline");
  return { role: role.data ?? null, discipline: discipline.data ?? null };
}

/** Everybody with an account that is not disabled; read once, and again after a change. */
export function directoryOf(sql: Sql, now: () => EpochMs, found: Found): Directory {
  const held: { accounts: Promise<readonly Account[]> | null; until: EpochMs } = { accounts: null, until: 0 };
  const read = async (): Promise<readonly Account[]> => {
    const rows = await rowsOf<{ readonly id: string; readonly role: unknown; readonly discipline: unknown }>(
      sql,
      'select id, name, role, discipline from "user" where disabled_at is null order by name, id',
    );
    // one account in a shape that is not known must not cost the others their roles
    return rows.flatMap((row) => rowSchema.safeParse({ ...row, ...rightsIn(row, found) }).data ?? []);
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
