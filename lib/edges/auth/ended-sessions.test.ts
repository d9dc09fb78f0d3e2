import { afterEach, beforeEach, expect, test } from "vitest";
import { ADA, BY, openTestAuth, type AuthUnderTest } from "#testing/an-auth";

const MEI = { ...ADA, name: "Mei Lin", email: "mei@example.test", role: "lead" } as const;
const NEXT = "another quiet harbour";
const DAY_MS = 24 * 3_600_000;

let held: AuthUnderTest;
let mei: string;
beforeEach(async () => {
  held = await openTestAuth();
  mei = await held.auth.seedAccount(MEI);
});
afterEach(async () => await held.database.close());

async function ended(): Promise<readonly unknown[]> {
  const rows = await held.auth.security.list({ before: null, limit: 20, types: ["session_ended"], text: "" });
  return rows.map(({ about, detail, by }) => [about, detail, by?.name ?? null]);
}

async function resetByLink(): Promise<void> {
  const made = await held.auth.resets.make(BY, mei);
  const link = made.ok ? (made.value.path.split("link=")[1] ?? "") : "";
  const used = await held.auth.resets.use({ link, password: NEXT }, held.browser().headers());
  expect(used).toMatchObject({ ok: true });
}

test("a password that a link sets says how many sessions it ended, once", { timeout: 60_000 }, async () => {
  await held.signedIn(MEI.email);
  await held.signedIn(MEI.email);
  await resetByLink();
  expect(await ended()).toEqual([[MEI.email, "2 sessions: a link set a new password.", null]]);
});

test("nothing is said where no session was open any more", { timeout: 60_000 }, async () => {
  await resetByLink();
  expect(await ended()).toEqual([]);
});

test("a session that had run out is not counted", { timeout: 60_000 }, async () => {
  await held.signedIn(MEI.email);
  held.clock.now += 2 * DAY_MS;
  await held.auth.people.change(BY, mei, { disabled: true });
  expect(await ended()).toEqual([]);
});

test("an account that is disabled, and a password that is changed, say so too", { timeout: 60_000 }, async () => {
  const [page] = [await held.signedIn(MEI.email), await held.signedIn(MEI.email)];
  const person = await page.person();
  await held.auth.session.changePassword(person, { current: MEI.password, next: NEXT });
  await held.auth.people.change(BY, mei, { disabled: true });
  expect(await ended()).toEqual([
    [MEI.email, "One session: the account was disabled.", BY.account.name],
    [MEI.email, "One session: the password was changed in another.", MEI.name],
  ]);
});
