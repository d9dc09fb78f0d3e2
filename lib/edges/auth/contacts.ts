import { contactSchema, type Contact } from "#core/notify/delivery";
import { rowsOf, type Sql } from "./sql.ts";

/** Everybody with an account that is not disabled, with the address that they are written to. */
export async function contactsIn(sql: Sql): Promise<readonly Contact[]> {
  const rows = await rowsOf(sql, 'select id, name, email from "user" where disabled_at is null order by name, id');
  return rows.flatMap((row) => contactSchema.safeParse(row).data ?? []);
}
