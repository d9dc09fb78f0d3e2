import { expect, test } from "vitest";
import type { UnreadableRow } from "#engine/ports";
import { openTestDatabase } from "./a-database.ts";
import { findUnreadable } from "#edges/store/find-unreadable";
import { quarantine } from "#edges/store/quarantine";
import { directoryOf } from "#edges/auth/directory";

test("an account with a name, a role or a discipline that there is not costs itself only, and is counted, listed and mended", async () => {
  const { pool, close } = await openTestDatabase();
  try {
    await pool.query(`insert into "user" (id, name, email, role, discipline) values
      ('1', 'Ada', 'ada@x.test', 'lead', 'product'), ('2', 'Ben', 'ben@x.test', 'owner', null),
      ('3', 'Cyd', 'cyd@x.test', 'operator', 'sorcery'), ('4', '', 'dee@x.test', 'executive', null)`);
    const found: UnreadableRow[] = [];
    const list = await directoryOf(
      pool,
      () => 0,
      (row) => void found.push(row),
    ).list();
    expect(list).toEqual([
      { id: "4", name: "No name", role: "executive", discipline: null },
      { id: "1", name: "Ada", role: "lead", discipline: "product" },
      { id: "3", name: "Cyd", role: "operator", discipline: null },
    ]);
    expect(found.map(({ at, column }) => [at["id"], column])).toEqual([
      ["2", "role"],
      ["3", "discipline"],
    ]);
    const rows = await findUnreadable(pool);
    expect(rows.map(({ table, at, column }) => [table, at["id"], column])).toEqual([
      ["user", "2", "role"],
      ["user", "3", "discipline"],
      ["user", "4", "name"],
    ]);
    for (const { why } of rows) expect(why).toMatch(/^[A-Z]/);
    await quarantine(pool, rows[1] as UnreadableRow);
    expect((await findUnreadable(pool)).map(({ column }) => column)).toEqual(["role", "name"]);
    const kept = await pool.query<{ row: { discipline: string } }>("select row from quarantined_row");
    expect(kept.rows).toMatchObject([{ row: { id: "3", discipline: "sorcery" } }]);
  } finally {
    await close();
  }
});
