import { doneBy } from "#core/security/security-event";
import { randomInt } from "node:crypto";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { DisplayDesk } from "#wire/account-desk";
import { callerOf, cookieIn, hiddenCookie } from "./caller.ts";
import type { Desk } from "./desk.ts";
import { displayCookie } from "./display-cookie.ts";
import { hashOf, newToken } from "./secrets.ts";
import { change, rowsOf, together, type Sql } from "./sql.ts";

/** Read aloud across a room, no two of them sound or look alike. */
const ALPHABET = "ACDEFHJKMNPRTWXY34679";
const CODE_LENGTH = 6;
const CODE_MS = 10 * 60_000;
/** Per minute: new codes for one caller (a war room is one), and approvals tried by one administrator. */
const CODES = 30;
const APPROVALS = 30;
const MOST_CODES = 1_000;
const PAIRING_COOKIE = "holdpoint_pairing";

/**
 * Displays. The secret that a screen gets with its code becomes its token when an administrator approves the code, so that
 * the database has never more than its hash.
 */
export function displayDesk(desk: Desk): DisplayDesk {
  const { pool, attempts, now, ending, security } = desk;
  return {
    list: async () => {
      const rows = await rowsOf<DisplayRow>(pool, LIST);
      return {
        displays: rows.map(({ id, name, pairedBy, paired_at, seen_at }) => ({
          id,
          name,
          pairedBy,
          pairedAt: paired_at.getTime(),
          seenAt: seen_at?.getTime() ?? null,
        })),
      };
    },
    approve: async (by, body) => {
      const counted = await attempts.count({ [`approve ${by.account.id}`]: APPROVALS });
      if (!counted.ok) return counted;
      return await together(pool, async (sql) => {
        const paired = await approve(sql, { ...body, by: by.account.id, at: new Date(now()) });
        if (paired.ok)
          await security.write(sql, {
            type: "display_paired",
            ...doneBy(by),
            about: paired.value.name,
          });
        return paired;
      });
    },
    revoke: (by, id) =>
      ending({ display: id }, () =>
        together(pool, async (sql) => {
          const [revoked] = await rowsOf<{ name: string }>(
            sql,
            "update display set revoked_at = $2 where id::text = $1 and revoked_at is null returning name",
            [id, new Date(now())],
          );
          if (!revoked) return refuse("not_found", "There is no such display.");
          await security.write(sql, { type: "display_revoked", ...doneBy(by), about: revoked.name });
          return accept({});
        }),
      ),
    begin: (headers) => begin(desk, headers),
    poll: (headers) => poll(desk, headers),
  };
}

type DisplayRow = {
  readonly id: string;
  readonly name: string;
  readonly pairedBy: string | null;
  readonly paired_at: Date;
  readonly seen_at: Date | null;
};
const LIST = `select d.id, d.name, u.name as "pairedBy", d.paired_at, d.seen_at
  from display d left join "user" u on u.id = d.paired_by where d.revoked_at is null order by d.name, d.paired_at`;

type Approved = { readonly code: string; readonly name: string; readonly by: string; readonly at: Date };

async function approve(sql: Sql, { code, name, by, at }: Approved): ReturnType<DisplayDesk["approve"]> {
  const [pairing] = await rowsOf<{ secret_hash: string }>(
    sql,
    "select secret_hash from display_pairing where code = $1 and expires_at > $2 and display_id is null for update",
    [code, at],
  );
  if (!pairing)
    return refuse("not_found", "No screen shows this code now. Codes change every 10 minutes: look again.", [
      { path: "code", message: "is shown by no screen" },
    ]);
  const [display] = await rowsOf<{ id: string }>(
    sql,
    "insert into display (name, token_hash, paired_by, paired_at) values ($1, $2, $3, $4) returning id",
    [name, pairing.secret_hash, by, at],
  );
  if (!display) throw new Error("a display was not made");
  await change(sql, "update display_pairing set display_id = $2 where code = $1", [code, display.id]);
  return accept({ id: display.id, name });
}

async function begin(
  { pool, attempts, now, cookies: rules }: Desk,
  headers: Headers,
): ReturnType<DisplayDesk["begin"]> {
  const caller = callerOf(headers);
  const counted = await attempts.count({ [`pair from ${caller.peer}`]: CODES });
  if (!counted.ok) return counted;
  const at = now();
  const secret = newToken();
  await change(pool, "delete from display_pairing where expires_at < $1", [new Date(at - CODE_MS)]);
  const made = await makeCode(pool, { secretHash: hashOf(secret), at });
  if (!made.ok) return made;
  const cookie = hiddenCookie(pairingCookie(secret, (2 * CODE_MS) / 1_000), rules, caller);
  return accept({ cookies: [cookie], pairing: { state: "waiting", code: made.value, expiresAt: at + CODE_MS } });
}

function pairingCookie(value: string, maxAgeSeconds: number): Parameters<typeof hiddenCookie>[0] {
  return { name: PAIRING_COOKIE, value, maxAgeSeconds };
}

async function makeCode(
  sql: Sql,
  { secretHash, at }: { readonly secretHash: string; readonly at: number },
): Promise<Outcome<string>> {
  for (let tries = 0; tries < 5; tries++) {
    const code = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
    const made = await change(
      sql,
      `insert into display_pairing (code, secret_hash, created_at, expires_at)
       select $1, $2, $3, $4 where (select count(*) from display_pairing) < ${MOST_CODES}
       on conflict (code) do nothing`,
      [code, secretHash, new Date(at), new Date(at + CODE_MS)],
    );
    if (made === 1) return accept(code);
  }
  return refuse("unavailable", "Too many screens wait to be paired. Try again in a few minutes.");
}

async function poll({ pool, now, cookies: rules }: Desk, headers: Headers): ReturnType<DisplayDesk["poll"]> {
  const secret = cookieIn(headers.get("cookie"), `${rules.prefix}${PAIRING_COOKIE}`);
  if (secret === null) return { cookies: [], pairing: { state: "none" } };
  const [row] = await rowsOf<{ code: string; expires_at: Date; name: string | null }>(
    pool,
    `select p.code, p.expires_at, d.name from display_pairing p
     left join display d on d.id = p.display_id and d.revoked_at is null where p.secret_hash = $1`,
    [hashOf(secret)],
  );
  if (!row) return { cookies: [], pairing: { state: "none" } };
  if (row.name !== null) {
    const caller = callerOf(headers);
    const done = hiddenCookie(pairingCookie("", 0), rules, caller);
    return { cookies: [displayCookie(secret, rules, caller), done], pairing: { state: "paired", name: row.name } };
  }
  const expiresAt = row.expires_at.getTime();
  return {
    cookies: [],
    pairing: expiresAt <= now() ? { state: "none" } : { state: "waiting", code: row.code, expiresAt },
  };
}
