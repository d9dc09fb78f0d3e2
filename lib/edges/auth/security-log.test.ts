import { createHash, generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findUnreadable } from "#edges/store/find-unreadable";
import { ADA, BY, openTestAuth, type AuthUnderTest } from "#testing/an-auth";
import {
  checkSecurityEnd,
  SECURITY_LOG_ID,
  securityCheck,
  signOldSecurityLog,
  watchedSecurityLog,
} from "#edges/store/log/security-end";
import { logKey } from "#edges/store/log/log-key";
import { checkSecurityLog } from "./security-log.ts";

const MEI = { ...ADA, name: "Mei Lin", email: "mei@example.test", role: "lead" } as const;

let held: AuthUnderTest;
beforeEach(async () => {
  held = await openTestAuth();
  await held.auth.seedAccount(ADA);
});
afterEach(async () => await held.database.close());

const ALL = { before: null, limit: 100, types: [], text: "" } as const;
const told = async (): Promise<readonly string[]> =>
  (await held.auth.security.list(ALL)).map(
    ({ type, by, about, peer }) => `${type} ${by?.name ?? "-"} ${about ?? "-"} ${peer ?? "-"}`,
  );
/** As `verify-log --security` does, with the key and the heads that are kept outside the database. */
async function check(): Promise<{
  readonly events: number;
  readonly signed: string;
  readonly faults: readonly string[];
}> {
  const { key, heads } = held.signing;
  const proof = { publicKey: key.publicKey, heads: heads.all() };
  const { events, faults } = await checkSecurityLog(held.database.pool);
  const end = await checkSecurityEnd(held.database.pool, proof);
  return { events, signed: end.signed, faults: [...faults, ...end.faults] };
}

describe("the security log", () => {
  test("tells who did what, to whom and from where, newest first", async () => {
    const mei = await held.auth.seedAccount(MEI);
    const page = held.browser("10.9.9.9");
    await page.signIn(MEI.email, "wrong");
    await page.signIn(MEI.email);
    await held.auth.session.confirm(await page.person(), { password: "wrong" }, page.headers());
    await held.auth.people.change(BY, mei, { role: "operator", discipline: "qa" });
    await held.auth.people.change(BY, mei, { role: "operator" });
    await held.auth.session.signOut(page.headers());
    await held.auth.people.change(BY, mei, { disabled: true });
    await held.auth.invitations.invite(BY, { email: "noor@example.test", role: "lead", discipline: null });
    const [open] = (await held.auth.invitations.list()).invitations;
    await held.auth.invitations.withdraw(BY, open?.id ?? "");
    expect(await told()).toEqual([
      "invitation_withdrawn Robin Keller noor@example.test 10.0.0.1",
      "invitation_made Robin Keller noor@example.test 10.0.0.1",
      "account_disabled Robin Keller mei@example.test 10.0.0.1",
      "sign_out Mei Lin mei@example.test 10.9.9.9",
      "role_changed Robin Keller mei@example.test 10.0.0.1",
      "step_up_failed Mei Lin mei@example.test 10.9.9.9",
      "sign_in Mei Lin mei@example.test 10.9.9.9",
      "sign_in_failed - mei@example.test 10.9.9.9",
    ]);
    expect(await check()).toEqual({ events: 8, signed: `signed with key ${held.signing.key.id}`, faults: [] });
  });

  test("says nothing of what was refused, and nothing happens that it cannot say", async () => {
    expect(await held.auth.people.change(BY, "nobody", { disabled: true })).toMatchObject({ ok: false });
    expect(await told()).toEqual([]);
    const mei = await held.auth.seedAccount(MEI);
    await held.database.pool.query("alter table security_event rename to security_event_away");
    await expect(held.auth.people.change(BY, mei, { role: "admin" })).rejects.toThrow(/security_event/);
    const { people } = await held.auth.people.list();
    expect(people.find(({ id }) => id === mei)?.role).toBe("lead");
  });

  test("counts failures of one peer instead of writing each, and those of many peers too", async () => {
    const refused = (peer: string): Promise<unknown> =>
      held.auth.security.pushRefused(new Headers({ "x-holdpoint-peer": peer }));
    for (let tries = 0; tries < 120; tries++) await refused("10.0.0.66");
    const rows = await held.auth.security.list(ALL);
    expect(rows.map(({ detail }) => detail)).toEqual([
      "No such key is configured. The 100th within an hour.",
      "No such key is configured. The 10th within an hour.",
      "No such key is configured.",
    ]);
    for (let peer = 0; peer < 200; peer++) await refused(`10.1.0.${peer}`);
    expect((await held.auth.security.list({ ...ALL, types: ["push_refused"] })).length).toBe(60);
    held.clock.now += 61_000;
    await refused("10.2.0.1");
    const [newest] = await held.auth.security.list({ ...ALL, limit: 1 });
    expect(newest?.detail).toMatch(/143 more from other addresses were not written/);
  });

  test("has rows for sign-ins that were refused after too many, few of them however many there are", async () => {
    await held.auth.seedAccount(MEI);
    const page = held.browser("10.9.9.9");
    await held.database.pool.query("insert into attempt (key, count, since) values ($1, 1000, $2)", [
      `sign-in ${MEI.email} 10.9.9.9`,
      new Date(held.clock.now),
    ]);
    for (let tries = 0; tries < 12; tries++) await page.signIn(MEI.email, "wrong");
    expect((await told()).filter((row) => row.startsWith("sign_in_refused"))).toEqual([
      "sign_in_refused - mei@example.test 10.9.9.9",
      "sign_in_refused - mei@example.test 10.9.9.9",
    ]);
  });

  test("numbers without gaps when many write at once, and finds rows by type and text, page by page", async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        held.auth.invitations.invite(BY, { email: `p${n}@example.test`, role: "lead", discipline: null }),
      ),
    );
    const page = await held.auth.security.list({ ...ALL, limit: 8 });
    const older = await held.auth.security.list({ ...ALL, before: page.at(-1)?.seq ?? 0 });
    expect([...page, ...older].map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => 20 - n));
    const found = await held.auth.security.list({ ...ALL, types: ["invitation_made"], text: "P7@EXAMPLE" });
    expect(found.map(({ about }) => about)).toEqual(["p7@example.test"]);
    const lines = await held.auth.security.lines(18);
    expect(lines.map(({ text }) => (JSON.parse(text) as { seq: number }).seq)).toEqual([19, 20]);
    expect(await held.auth.security.lines(20)).toEqual([]);
  });
});

const COPY =
  "insert into security_event (seq, at, type, body, hash) select N, at, type, body, hash from security_event where seq = 1";

/** What somebody does who can write to the database, and what is said of it by the check and by the running program. */
const TAMPERED: Readonly<Record<string, readonly [sql: string, checked: RegExp, running: RegExp]>> = {
  "a row's text": [
    "update security_event set body = replace(body, 'p1@', 'px@') where seq = 2",
    /event 2 was changed/,
    /Event 2 was changed/,
  ],
  "a row taken out": ["delete from security_event where seq = 2", /events 2 to 2 are missing/, /Event 2 is missing/],
  "the tail cut": [
    "delete from security_event where seq = 3",
    /last security event is 2/,
    /Event 3 is missing at the end/,
  ],
  "the head put back": [
    "update security_head set seq = 2",
    /head was written for event 2/,
    /Event 3 is missing at the end/,
  ],
  "two rows swapped": [
    `update security_event set body = case seq when 1 then (select body from security_event where seq = 2)
     else (select body from security_event where seq = 1) end where seq < 3`,
    /event 1 was changed/,
    /Event 1 was changed/,
  ],
  "tail and head cut together, as if it had never gone further": [
    `delete from security_event where seq = 3;
     update security_head set seq = 2, hash = (select hash from security_event where seq = 2)`,
    /Event 3 is missing at the end of the log, and event 3 was signed at/,
    /Event 3 is missing at the end/,
  ],
  "all of it taken away": [
    "delete from security_event; update security_head set seq = 0, hash = '', signature = null",
    /Events 1 to 3 are missing at the end of the log/,
    /Events 1 to 3 are missing at the end/,
  ],
  "a row added after the last": [
    COPY.replace("N", "4"),
    /last security event is 4|Security event 4 was changed/,
    /Event 4 was added to the log/,
  ],
  "a row added before the first": [COPY.replace("N", "-3"), /Security event -3 was added/, /Event -3 was added/],
  "a moment beside its text": [
    "update security_event set at = 'infinity' where seq = 2",
    /event 2: its columns do not say/,
    /Event 2: its columns do not say/,
  ],
  "the signature taken away": [
    "update security_head set signature = null",
    /whatever signed it was taken away/,
    /Its signature was taken away/,
  ],
  "every hash computed again after a change": [
    `update security_event set body = replace(body, 'p1@', 'px@') where seq = 2;
     do $$ declare before text := ''; one record; begin
       for one in select seq, body from security_event order by seq loop
         before := encode(sha256(convert_to('holdpoint security ' || before || E'\\n' || one.seq || E'\\n' || one.body, 'UTF8')), 'hex');
         update security_event set hash = before where seq = one.seq;
       end loop;
       update security_head set hash = before;
     end $$`,
    /its signature was made for something else.*/,
    /Event 3 is not the one that was signed/,
  ],
};

describe("a security log that somebody changed in the database", () => {
  beforeEach(async () => {
    for (const n of [0, 1, 2])
      await held.auth.invitations.invite(BY, { email: `p${n}@example.test`, role: "lead", discipline: null });
  });

  test.each(Object.keys(TAMPERED))("is found out, and the running program says so: %s (fake-unseen)", async (what) => {
    const look = securityCheck(held.database.pool, held.signing);
    expect([await look(), (await check()).faults]).toEqual([null, []]);
    const [sql = "", checked = /never/, running = /never/] = TAMPERED[what] ?? [];
    await held.database.pool.query(sql);
    expect((await check()).faults.join(" ")).toMatch(checked);
    expect(await look()).toMatch(running);
  });

  test("says to whoever signs in that nothing can be written to it while a row is in the way", async () => {
    await held.database.pool.query(COPY.replace("N", "4"));
    await expect(held.browser("10.0.0.1").signIn(ADA.email)).rejects.toThrow(/verify-log --security/);
    expect(await findUnreadable(held.database.pool)).toMatchObject([{ table: "security_event", at: { seq: 4 } }]);
    await held.database.pool.query("delete from security_event where seq = 4");
    expect(await held.browser("10.0.0.1").signIn(ADA.email)).toMatchObject({ ok: true });
  });

  test("is found out at the next start by the head that is kept outside, whatever was signed since", async () => {
    await securityCheck(held.database.pool, held.signing)();
    const { pool } = held.database;
    const { rows } = await pool.query<{ hash: string }>("select hash from security_event where seq = 1");
    // as it was signed then
    const early = held.signing.key.sign({ rollout: SECURITY_LOG_ID, seq: 1, hash: rows[0]?.hash ?? "" }, Date.now());
    await pool.query("delete from security_event where seq > 1");
    await pool.query("update security_head set seq = 1, hash = $1, signed_at = $2, signature = $3", [
      ...[early.hash, new Date(early.signedAt), early.signature],
    ]);
    for (const n of [3, 4, 5])
      await held.auth.invitations.invite(BY, { email: `p${n}@example.test`, role: "lead", discipline: null });
    expect((await check()).faults.join(" ")).toMatch(/event 3 is not the one that was signed at/);
    expect(await securityCheck(held.database.pool, held.signing)()).toMatch(/Event 3 is not the one that was signed/);
  });

  test("that an earlier version left unsigned is signed at the start, but never one that was signed", async () => {
    const { database, signing } = held;
    await database.pool.query("update security_head set signed_at = null, key_id = null, signature = null");
    await signOldSecurityLog(database.pool, signing);
    const look = securityCheck(database.pool, signing);
    expect([await look(), (await check()).faults]).toEqual([null, []]);
    await database.pool.query("update security_head set signed_at = null, key_id = null, signature = null");
    await signOldSecurityLog(database.pool, signing);
    expect(await look()).toMatch(/Its signature was taken away/);
  });

  test("tells for good of what somebody added with a right hash, and the head moved, before anything is signed over it", async () => {
    const { pool } = held.database;
    const { rows: last } = await pool.query<{ body: string; hash: string }>(
      "select body, hash from security_event where seq = 3",
    );
    const body = last[0]?.body.replace("p2@", "eve@") ?? "";
    const hash = createHash("sha256").update(`holdpoint security ${last[0]?.hash}\n4\n${body}`).digest("hex");
    await pool.query(
      `with added as (insert into security_event (seq, at, type, body, hash)
         select 4, at, type, $1, $2 from security_event where seq = 3)
       update security_head set seq = 4, hash = $2`,
      [body, hash],
    );
    const said = /Event 4, then the last, was not signed with this installation's key/;
    const watched = watchedSecurityLog(pool, held.signing);
    await watched.signEnd.endFault(pool);
    await held.auth.invitations.invite(BY, { email: "p4@example.test", role: "lead", discipline: null });
    const rows = await held.auth.security.list({ ...ALL, limit: 3 });
    expect(rows.map(({ type }) => type)).toEqual(["invitation_made", "log_found_changed", "invitation_made"]);
    expect(rows[1]?.detail).toMatch(said);
    expect(await watched.fault()).toMatch(said);
    // the one that comes next has nothing to tell
    await held.auth.invitations.invite(BY, { email: "p5@example.test", role: "lead", discipline: null });
    expect((await held.auth.security.list({ ...ALL, limit: 1 })).map(({ type }) => type)).toEqual(["invitation_made"]);
  });

  test("is found out where another key signed its end", async () => {
    const other = logKey(generateKeyPairSync("ed25519").privateKey);
    const { rows } = await held.database.pool.query<{ seq: number; hash: string }>(
      "select seq, hash from security_head",
    );
    const end = { rollout: SECURITY_LOG_ID, ...(rows[0] ?? { seq: 0, hash: "" }) };
    const { key, signature } = other.sign(end, Date.now());
    await held.database.pool.query("update security_head set key_id = $1, signature = $2", [key, signature]);
    expect((await check()).faults.join(" ")).toMatch(/which this installation does not know/);
    expect(await securityCheck(held.database.pool, held.signing)()).toMatch(/not signed with this installation's key/);
  });
});
