import { doneBy } from "#core/security/security-event";
import { accept, refuse } from "#core/outcome";
import type { ShareDesk } from "#wire/account-desk";
import type { ShareBody } from "#wire/share";
import type { Desk } from "./desk.ts";
import { countGuess } from "./guesses.ts";
import { hashOf, newToken } from "./secrets.ts";
import { change, rowsOf, together } from "./sql.ts";

const HOUR_MS = 3_600_000;
/** Links that are open at once. */
const MOST_OPEN = 50;

/** Links to the summary, and to nothing else. The database has only their hashes. */
export function shareDesk(desk: Desk): ShareDesk {
  const { pool, attempts, now, security } = desk;
  return {
    list: async () => {
      const rows = await rowsOf<ShareRow>(pool, LIST, [new Date(now())]);
      return {
        shares: rows.map(({ expires_at, seen_at, ...row }) => ({
          ...row,
          expiresAt: expires_at.getTime(),
          seenAt: seen_at?.getTime() ?? null,
        })),
      };
    },
    make: (by, body) => make(desk, by, body),
    revoke: (by, id) =>
      together(pool, async (sql) => {
        const [gone] = await rowsOf<{ name: string }>(
          sql,
          "update share_link set revoked_at = $2 where token_hash = $1 and revoked_at is null returning name",
          [id, new Date(now())],
        );
        if (!gone) return refuse("not_found", "There is no such open link.");
        await security.write(sql, { type: "share_link_revoked", ...doneBy(by), about: gone.name });
        return accept({});
      }),
    look: async (token, headers) => {
      const at = now();
      const [row] = await rowsOf<{ expires_at: Date; revoked_at: Date | null }>(
        pool,
        "select expires_at, revoked_at from share_link where token_hash = $1",
        [hashOf(token)],
      );
      if (!row) return (await countGuess(attempts, "share", headers)).ok ? "unknown" : "busy";
      if (row.revoked_at) return "revoked";
      if (row.expires_at.getTime() <= at) return "expired";
      await change(pool, "update share_link set seen_at = $2 where token_hash = $1", [hashOf(token), new Date(at)]);
      return "open";
    },
  };
}

async function make(
  { pool, now, security }: Desk,
  by: Parameters<ShareDesk["make"]>[0],
  { name, hours }: ShareBody,
): ReturnType<ShareDesk["make"]> {
  const token = newToken();
  const at = now();
  const expiresAt = at + hours * HOUR_MS;
  return await together(pool, async (sql) => {
    const made = await change(
      sql,
      `insert into share_link (token_hash, name, made_by, created_at, expires_at) select $1, $2, $3, $4, $5
         where (select count(*) from share_link where revoked_at is null and expires_at > $4) < ${MOST_OPEN}`,
      [hashOf(token), name, by.account.id, new Date(at), new Date(expiresAt)],
    );
    if (made === 0) return refuse("conflict", `There are ${MOST_OPEN} open links: revoke one first.`);
    await security.write(sql, { type: "share_link_made", ...doneBy(by), about: name });
    return accept({ path: `/share/${token}`, expiresAt });
  });
}

type ShareRow = {
  readonly id: string;
  readonly name: string;
  readonly madeBy: string | null;
  readonly expires_at: Date;
  readonly seen_at: Date | null;
};
const LIST = `select s.token_hash as id, s.name, u.name as "madeBy", s.expires_at, s.seen_at
  from share_link s left join "user" u on u.id = s.made_by
  where s.revoked_at is null and s.expires_at > $1 order by s.created_at`;
