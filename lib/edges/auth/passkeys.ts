import type { PasskeyOptions } from "#wire/passkey";
import { rowsOf, type Sql } from "./sql.ts";

/** A passkey as it is kept. */
export type PasskeyRow = {
  readonly id: string;
  readonly name: string;
  readonly public_key: Uint8Array;
  /** A bigint, as text. */
  readonly counter: string;
  readonly transports: readonly string[] | null;
  readonly rp_id: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
};

/** Somebody's own, oldest first. */
export async function passkeysOf(sql: Sql, user: string): Promise<readonly PasskeyRow[]> {
  return await rowsOf<PasskeyRow>(
    sql,
    `select id, name, public_key, counter::text, transports, rp_id, created_at, last_used_at from passkey
     where user_id = $1 order by created_at, id`,
    [user],
  );
}

/** How a browser is told which passkeys are meant. */
export function knownTo(rows: readonly PasskeyRow[], rpId: string): PasskeyOptions["allowCredentials"] {
  return rows
    .filter((row) => row.rp_id === rpId)
    .map(({ id, transports }) => ({ type: "public-key", id, transports: [...(transports ?? [])] }));
}

/** A name that somebody chose, apart from the words of the sentence around it. */
export function quoted(name: string): string {
  return `"${name}"`;
}
