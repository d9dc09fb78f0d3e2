import { doneBy } from "#core/security/security-event";
import { accept, refuse } from "#core/outcome";
import type { CalendarDesk } from "#wire/account-desk";
import type { Desk } from "./desk.ts";
import { countGuess } from "./guesses.ts";
import { hashOf, newToken } from "./secrets.ts";
import { change, rowsOf, together } from "./sql.ts";

/** Links one person may have at a time: enough for every role of a plan. */
const MOST_LINKS = 50;
const NO_CALENDAR = refuse("not_found", "There is no such calendar, or its link was revoked.");

/** Links for calendar programs, which have no account: each is somebody's, for one role, and ends with their account. */
export function calendarDesk(desk: Desk): CalendarDesk {
  const { pool, attempts, now, security } = desk;
  return {
    make: (by, role) => make(desk, by, role),
    list: async (by) => {
      const rows = await rowsOf<LinkRow>(
        pool,
        `select id, role, made_at, seen_at from calendar_link
         where user_id = $1 and revoked_at is null order by made_at, id`,
        [by.account.id],
      );
      return {
        links: rows.map(({ id, role, made_at, seen_at }) => ({
          id,
          role,
          madeAt: made_at.getTime(),
          seenAt: seen_at?.getTime() ?? null,
        })),
      };
    },
    revoke: (by, id) =>
      together(pool, async (sql) => {
        const [gone] = await rowsOf<{ role: string }>(
          sql,
          `update calendar_link set revoked_at = $3 where id::text = $1 and user_id = $2 and revoked_at is null
           returning role`,
          [id, by.account.id, new Date(now())],
        );
        if (!gone) return refuse("not_found", "You have no such calendar link.");
        await security.write(sql, { type: "calendar_link_revoked", ...doneBy(by), about: gone.role });
        return accept({});
      }),
    opens: async (role, link, headers) => {
      if (link === "") return NO_CALENDAR;
      const seen = await change(
        pool,
        `update calendar_link c set seen_at = $3 from "user" u
         where c.token_hash = $1 and c.role = $2 and c.revoked_at is null and u.id = c.user_id and u.disabled_at is null`,
        [hashOf(link), role, new Date(now())],
      );
      if (seen === 1) return accept(null);
      const counted = await countGuess(attempts, "calendar", headers);
      return counted.ok ? NO_CALENDAR : counted;
    },
  };
}

async function make(
  { pool, now, security }: Desk,
  by: Parameters<CalendarDesk["make"]>[0],
  role: string,
): ReturnType<CalendarDesk["make"]> {
  const token = newToken();
  return await together(pool, async (sql) => {
    const made = await rowsOf<{ id: string }>(
      sql,
      `insert into calendar_link (role, token_hash, user_id, made_at)
         select $1, $2, $3, $4
         where (select count(*) from calendar_link where user_id = $3 and revoked_at is null) < ${MOST_LINKS}
         returning id`,
      [role, hashOf(token), by.account.id, new Date(now())],
    );
    if (made.length === 0) return refuse("conflict", `You have ${MOST_LINKS} links already: revoke one first.`);
    await security.write(sql, { type: "calendar_link_made", ...doneBy(by), about: role });
    return accept({ path: `/api/v1/calendar/${encodeURIComponent(role)}.ics?link=${token}` });
  });
}

type LinkRow = { readonly id: string; readonly role: string; readonly made_at: Date; readonly seen_at: Date | null };
