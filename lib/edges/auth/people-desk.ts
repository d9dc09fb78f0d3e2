import { doneBy } from "#core/security/security-event";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { Account } from "#core/room/actor";
import type { EpochMs } from "#core/time";
import type { NewSecurityEvent } from "#core/security/security-event";
import type { AccountChange, People } from "#wire/accounts";
import type { PeopleDesk } from "#wire/account-desk";
import type { Desk } from "./desk.ts";
import { rightsIn, type Found } from "./directory.ts";
import { endOffersOf, endResetLink, endSharesOf } from "./ended-links.ts";
import { endSessionsOf, logEnded } from "./ended-sessions.ts";
import { endBegunApp } from "./second-factors.ts";
import { change, rowsOf, together, type Sql } from "./sql.ts";

type Row = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Account["role"];
  readonly discipline: Account["discipline"];
  readonly created_at: Date;
  readonly disabled_at: Date | null;
  readonly two_factor_enabled: boolean;
};

const LIST =
  'select id, name, email, role, discipline, created_at, disabled_at, two_factor_enabled from "user" order by name, id';

/** Accounts, as administrators keep them. */
export function peopleDesk({ pool, now, ending, security, found }: Desk): PeopleDesk {
  return {
    list: async () => ({ people: (await rowsOf<Row>(pool, LIST)).map((row) => personOf(row, found)) }),
    change: (by, id, wanted) =>
      ending({ account: id }, () =>
        together(pool, async (sql) => {
          const done = await changeOne(sql, { id, wanted, at: new Date(now()) });
          if (!done.ok) return done;
          const { email: about, events, ended: count } = done.value;
          for (const event of events) await security.write(sql, { ...event, ...doneBy(by) });
          await logEnded(security, sql, { ...doneBy(by), about, count, why: "the account was disabled" });
          return accept({});
        }),
      ),
  };
}

type Change = { readonly id: string; readonly wanted: AccountChange; readonly at: Date };

/** What the security log says of it, and how many sessions it ended. */
type Changed = { readonly email: string; readonly events: readonly NewSecurityEvent[]; readonly ended: number };

async function changeOne(sql: Sql, { id, wanted, at }: Change): Promise<Outcome<Changed>> {
  // locked, so that two administrators who demote each other at once cannot leave nobody
  const admins = await rowsOf<{ id: string }>(
    sql,
    `select id from "user" where role = 'admin' and disabled_at is null order by id for update`,
  );
  const [row] = await rowsOf<Row>(sql, 'select * from "user" where id = $1 for update', [id]);
  if (!row) return refuse("not_found", "There is no such account.");
  const staysAdmin = (wanted.role ?? row.role) === "admin" && !(wanted.disabled ?? row.disabled_at !== null);
  if (!staysAdmin && admins.length === 1 && admins[0]?.id === id)
    return refuse("conflict", `${row.name} is the last administrator: make somebody else one first.`);
  const disabledAt = wanted.disabled === undefined ? row.disabled_at : wanted.disabled ? (row.disabled_at ?? at) : null;
  await change(sql, 'update "user" set role = $2, discipline = $3, disabled_at = $4, updated_at = $5 where id = $1', [
    id,
    wanted.role ?? row.role,
    wanted.discipline === undefined ? row.discipline : wanted.discipline,
    disabledAt,
    at,
  ]);
  const ended = disabledAt === null ? 0 : await endSessionsOf(sql, { account: id }, at.getTime());
  const events = [
    ...eventsOf(row, wanted, disabledAt !== null),
    ...(disabledAt === null ? [] : await endAllOf(sql, id, at.getTime())),
    ...(staysAdmin ? [] : await endOffersOf(sql, id, "Whoever made it is no administrator any more.")),
  ];
  return accept({ email: row.email, events, ended });
}

/** Of an account that is disabled: nothing of it opens anything, now or when it is enabled again. */
async function endAllOf(sql: Sql, id: string, now: EpochMs): Promise<readonly NewSecurityEvent[]> {
  const why = "The account of whoever made it was disabled.";
  await endResetLink(sql, id);
  await endBegunApp(sql, id);
  return [...(await endOffersOf(sql, id, why)), ...(await endSharesOf(sql, id, { why, now }))];
}

function eventsOf(row: Row, wanted: Change["wanted"], disabled: boolean): readonly NewSecurityEvent[] {
  const about = row.email;
  const was = wordsOf(row.role, row.discipline);
  const is = wordsOf(wanted.role ?? row.role, wanted.discipline === undefined ? row.discipline : wanted.discipline);
  const isOther = (row.disabled_at !== null) !== disabled;
  return [
    ...(was === is ? [] : [{ type: "role_changed", about, detail: `From ${was} to ${is}.` } as const]),
    ...(isOther ? [{ type: disabled ? "account_disabled" : "account_enabled", about } as const] : []),
  ];
}

function wordsOf(role: string, discipline: string | null): string {
  return discipline === null ? role : `${role} (${discipline})`;
}

/** An account whose role cannot be read may do nothing until an administrator sets one, and is shown with the least. */
function personOf(row: Row, found: Found): People["people"][number] {
  const { id, name, email } = row;
  const { role, discipline } = rightsIn(row, found);
  return {
    id,
    name,
    email,
    role: role ?? "executive",
    discipline,
    createdAt: row.created_at.getTime(),
    disabledAt: row.disabled_at?.getTime() ?? null,
    secondFactor: row.two_factor_enabled,
  };
}
