import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADA, openTestAuth, PASSWORD, type AuthUnderTest } from "#testing/an-auth";

const WRONG = "not the password at all";

let held: AuthUnderTest;
let auth: AuthUnderTest["auth"];
beforeEach(async () => {
  held = await openTestAuth();
  ({ auth } = held);
  await auth.seedAccount(ADA);
});
afterEach(async () => await held.database.close());

type Page = Awaited<ReturnType<AuthUnderTest["signedIn"]>>;

/** What it says to this many wrong passwords, in the session of `page` as somebody at `peer` sends it. */
async function guess(page: Page, peer: string, times: number): Promise<readonly string[]> {
  const headers = page.headers();
  headers.set("x-holdpoint-peer", peer);
  const said: string[] = [];
  for (let i = 0; i < times; i += 1) {
    const answer = await auth.session.confirm(await page.person(), { password: WRONG }, headers);
    said.push(answer.ok ? "in" : answer.refusal.code);
  }
  return said;
}

// each password costs a hash that is meant to be slow
describe("wrong passwords in a stolen session", { timeout: 60_000 }, () => {
  test("lock out whoever guesses, at their address, and not the person", async () => {
    const page = await held.signedIn(ADA.email);
    const person = await page.person();
    expect(await guess(page, "10.0.0.66", 9)).toEqual([...Array.from({ length: 8 }, () => "invalid"), "too_many"]);
    expect(await auth.session.confirm(person, { password: PASSWORD }, page.headers())).toMatchObject({ ok: true });
    const next = { current: PASSWORD, next: "another quiet harbour" };
    expect(await auth.session.changePassword({ ...person, peer: "10.0.0.66" }, next)).toMatchObject({
      refusal: { code: "too_many" },
    });
    expect(await auth.session.changePassword(person, next)).toMatchObject({ ok: true });
  });

  test("from many addresses lock out those that nobody knows", async () => {
    const page = await held.signedIn(ADA.email);
    const { account } = await page.person();
    await held.database.pool.query("insert into attempt (key, count, since) values ($1, 100, $2)", [
      `password ${account.id}`,
      new Date(held.clock.now),
    ]);
    expect(await guess(page, "10.0.0.67", 1)).toEqual(["too_many"]);
    expect(await auth.session.confirm(await page.person(), { password: PASSWORD }, page.headers())).toMatchObject({
      ok: true,
    });
  });
});
