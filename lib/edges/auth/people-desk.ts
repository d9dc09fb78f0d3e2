import { accept, refuse } from "#core/outcome";
import type { Account } from "#core/room/actor";
import type { AccountChange, People } from "#wire/accounts";
import type { PeopleDesk } from "#wire/account-desk";
import type { Desk } from "./desk.ts";
import { change, rowsOf, together, type Sql } from "./sql.ts";

type Row = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Account["role"];
  readonly discipline: Account["discipline"];
  readonly created_at: Date;
  readonly disabled_at: Date | null;
};

const LIST = 'select id, name, email, role, discipline, created_at, disabled_at from "user" order by name, id';

/** Accounts, as administrators keep them. */
export function peopleDesk({ pool, now, changed }: Desk): PeopleDesk {
  return {
    list: async () => ({ people: (await rowsOf<Row>(pool, LIST)).map(personOf) }),
    change: async (id, wanted) => {
      const done = await together(pool, (sql) => changeOne(sql, { id, wanted, at: new Date(now()) }));
      changed();
      return done;
    },
  };
}

type Change = { readonly id: string; readonly wanted: Partial<AccountChange>; readonly at: Date };

async function changeOne(sql: Sql, { id, wanted, at }: Change): ReturnType<PeopleDesk["change"]> {
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
  if (disabledAt !== null) await change(sql, "delete from session where user_id = $1", [id]);
  return accept({});
}

function personOf(row: Row): People["people"][number] {
  const { id, name, email, role, discipline } = row;
  return {
    id,
    name,
    email,
    role,
    discipline,
    createdAt: row.created_at.getTime(),
    disabledAt: row.disabled_at?.getTime() ?? null,
  };
}
