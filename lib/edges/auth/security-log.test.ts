import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADA, BY, openTestAuth, type AuthUnderTest } from "#testing/an-auth";
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
const check = (): ReturnType<typeof checkSecurityLog> => checkSecurityLog(held.database.pool);

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
      "invitation_withdrawn Robin Keller noor@example.test -",
      "invitation_made Robin Keller noor@example.test -",
      "account_disabled Robin Keller mei@example.test -",
      "sign_out Mei Lin mei@example.test 10.9.9.9",
      "role_changed Robin Keller mei@example.test -",
      "step_up_failed Mei Lin mei@example.test 10.9.9.9",
      "sign_in Mei Lin mei@example.test 10.9.9.9",
      "sign_in_failed - mei@example.test 10.9.9.9",
    ]);
    expect(await check()).toMatchObject({ events: 8, faults: [] });
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

describe("a security log that somebody changed in the database", () => {
  const TAMPERED: Readonly<Record<string, readonly [string, RegExp]>> = {
    "a row's text": [
      "update security_event set body = replace(body, 'p1@', 'px@') where seq = 2",
      /event 2 was changed/,
    ],
    "a row's columns": ["update security_event set type = 'sign_in' where seq = 2", /event 2: its columns/],
    "a row taken out": ["delete from security_event where seq = 2", /events 2 to 2 are missing/],
    "the tail cut": ["delete from security_event where seq = 3", /last security event is 2/],
    "the head put back": ["update security_head set seq = 2", /head was written for event 2/],
    "two rows swapped": [
      `update security_event set body = case seq when 1 then (select body from security_event where seq = 2)
       else (select body from security_event where seq = 1) end where seq < 3`,
      /event 1 was changed/,
    ],
  };
  test.each(Object.keys(TAMPERED))("is found out: %s", async (what) => {
    for (const n of [0, 1, 2])
      await held.auth.invitations.invite(BY, { email: `p${n}@example.test`, role: "lead", discipline: null });
    expect((await check()).faults).toEqual([]);
    const [sql = "", fault = /never/] = TAMPERED[what] ?? [];
    await held.database.pool.query(sql);
    expect((await check()).faults.join(" ")).toMatch(fault);
  });
});
