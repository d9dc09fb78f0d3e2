import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { checkedRows, MARK_SEED, markOf } from "./checked-rows.ts";

/** Rows of which `wrong` are not as they were written; `touch` is what a statement that writes does to the mark. */
function rows() {
  const read: [number, number][] = [];
  const state = { wrong: new Set<number>(), writes: 0, end: 0 };
  const look = {
    mark: (upTo: number) => Promise.resolve(`${upTo} ${state.writes}`),
    fault: (from: number, until: number) => {
      if (from < until) read.push([from, until]);
      const seq = [...state.wrong].find((wrong) => wrong > from && wrong <= until);
      return Promise.resolve(seq === undefined ? null : `Event ${seq} was changed.`);
    },
  };
  const check = checkedRows();
  return {
    /** Answers what is found, and how many rows were read for it. */
    at: async (end: number) => {
      read.length = 0;
      const fault = await check(look, end);
      return { fault, rows: read.reduce((sum, [from, until]) => sum + until - from, 0) };
    },
    change: (seq: number) => (state.wrong.add(seq), (state.writes += 1)),
    putRight: (seq: number) => (state.wrong.delete(seq), (state.writes += 1)),
    /** As in the files of the database: no statement wrote it. */
    forge: (seq: number) => state.wrong.add(seq),
    read,
  };
}

describe("rows of a log", () => {
  test("are read once, in small parts, and new ones when they come", async () => {
    const { at, read } = rows();
    expect(await at(2_000)).toEqual({ fault: null, rows: 2_000 });
    expect(Math.max(...read.map(([from, until]) => until - from))).toBe(250);
    expect(await at(2_003)).toEqual({ fault: null, rows: 250 + 3 });
    expect(await at(2_003)).toEqual({ fault: null, rows: 250 });
  });

  test.each([1, 4_321, 20_000])(
    "are read again at the next look when somebody wrote to one of them: %i",
    async (seq) => {
      const { at, change, putRight } = rows();
      for (let n = 0; n < 4; n += 1) expect((await at(20_000)).fault).toBeNull();
      change(seq);
      for (let n = 0; n < 2; n += 1) expect((await at(20_000)).fault).toBe(`Event ${seq} was changed.`);
      putRight(seq);
      expect(await at(20_000)).toEqual({ fault: null, rows: 20_000 });
      expect(await at(20_000)).toEqual({ fault: null, rows: 250 });
    },
  );

  test("are all read again in time, whatever their mark says", async () => {
    const { at, forge } = rows();
    await at(5_000);
    forge(4_800);
    const found: (string | null)[] = [];
    for (let n = 0; n < 20; n += 1) found.push((await at(5_000)).fault);
    expect(found).toContain("Event 4800 was changed.");
  });

  test("of a long log are read in some looks after a start", async () => {
    const { at } = rows();
    expect((await at(12_000)).rows).toBe(5_000);
    expect((await at(12_000)).rows).toBe(5_250);
    expect((await at(12_000)).rows).toBe(2_250);
    expect((await at(12_000)).rows).toBe(250);
  });
});

describe("the mark of a table", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await database.pool.query("create table line (seq int primary key, text text)");
    await database.pool.query("insert into line select n, 'line ' || n from generate_series(1, 100) n");
  });
  afterAll(() => database.close());

  async function mark(): Promise<string> {
    const { rows } = await database.pool.query<{ mark: string }>(
      `select ${markOf("$1")} as mark from line where seq <= 100`,
      [MARK_SEED],
    );
    return rows[0]?.mark ?? "";
  }

  test("stays while nobody writes to its rows, also when it is packed and others write", async () => {
    const before = await mark();
    await database.pool.query("insert into line values (101, 'new')");
    await database.pool.query("vacuum (full, freeze) line");
    expect(await mark()).toBe(before);
  });

  test.each([
    "update line set text = 'another' where seq = 5",
    "update line set text = text where seq = 5",
    "delete from line where seq = 7",
    "with gone as (delete from line where seq = 9 returning *) insert into line select 7, text from gone",
    "update line a set text = b.text from line b where a.seq in (20, 21) and b.seq = 41 - a.seq",
  ])("is another after: %s", async (sql) => {
    const before = await mark();
    await database.pool.query(sql);
    expect(await mark()).not.toBe(before);
  });

  test("is another where a row takes the place of one that is packed away", async () => {
    const before = await mark();
    await database.pool.query("delete from line where seq = 30");
    await database.pool.query("vacuum line");
    await database.pool.query("insert into line values (30, 'line 30')");
    expect(await mark()).not.toBe(before);
  });

  test("is another where xmins were chosen so that their sum stays", async () => {
    const { pool } = database;
    const xids = async (sql: string): Promise<readonly number[]> =>
      (await pool.query<{ xid: string }>(sql)).rows.map(({ xid }) => Number(xid));
    const sum = async (): Promise<number> =>
      (await xids("select xmin::text as xid from line where seq in (51, 52)")).reduce((all, xid) => all + xid, 0);
    const touch = async (seq: number): Promise<void> =>
      void (await pool.query("update line set text = text where seq = $1", [seq]));
    // the first row is older than what writes both at last, and the second is as much newer
    await touch(51);
    const older = Number((await xids("select xmin::text as xid from line where seq = 51"))[0]);
    const late = await pool.connect();
    await late.query("begin");
    const { rows } = await late.query<{ xid: string }>("select pg_current_xact_id()::text as xid");
    const own = Number(rows[0]?.xid);
    for (let next = own + 1; next < 2 * own - older; next += 1) await pool.query("select pg_current_xact_id()");
    await touch(52);
    const [before, summed] = [await mark(), await sum()];
    await late.query("update line set text = 'forged' where seq in (51, 52)");
    await late.query("commit");
    late.release();
    expect(await sum()).toBe(summed);
    expect(await mark()).not.toBe(before);
  });
});
