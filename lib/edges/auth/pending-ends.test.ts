import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADA, BY, openTestAuth, PASSWORD, type AuthUnderTest } from "#testing/an-auth";
import { codeOf } from "#testing/an-authenticator";

const MEI = { ...ADA, name: "Mei Lin", email: "mei@example.test", role: "lead" } as const;
const EVE = { ...ADA, name: "Eve Moss", email: "eve@example.test" } as const;
const NEXT = "another quiet harbour";
const FOR = { email: "new@example.test", role: "admin", discipline: null } as const;

let held: AuthUnderTest;
let auth: AuthUnderTest["auth"];
let mei: string;
let eve: string;
beforeEach(async () => {
  held = await openTestAuth();
  ({ auth } = held);
  await auth.seedAccount(ADA);
  mei = await auth.seedAccount(MEI);
  eve = await auth.seedAccount(EVE);
});
afterEach(async () => await held.database.close());

type Page = ReturnType<AuthUnderTest["browser"]>;
type Made = { readonly ok: true; readonly value: { readonly path: string } } | { readonly ok: false };

function linkIn(made: Made): string {
  if (!made.ok) throw new Error("no link was made");
  return made.value.path.split("link=")[1] ?? "";
}

async function useReset(link: string): Promise<boolean> {
  return (await auth.resets.use({ link, password: NEXT }, held.browser("10.0.0.9").headers())).ok;
}

/** Mei's browser, with an app, and another in which somebody with the right password owes a code. */
async function waiting(): Promise<{ readonly page: Page; readonly thief: Page; readonly codes: readonly string[] }> {
  const page = await held.signedIn(MEI.email);
  const made = await auth.secondFactors.begin(await page.person(), { password: PASSWORD }, page.headers());
  if (!made.ok) throw new Error(made.refusal.message);
  const { key, backupCodes } = made.value;
  const proven = await auth.secondFactors.prove(await page.person(), { code: codeOf(key) }, page.headers());
  if (proven.ok) page.take(proven.value.cookies);
  const thief = held.browser("10.0.0.66");
  expect(await thief.signIn(MEI.email)).toMatchObject({ value: { codeNeeded: true } });
  return { page, thief, codes: [codeOf(key, 1), backupCodes[0] ?? ""] };
}

const ENDINGS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  "changed her password": async (page) =>
    await auth.session.changePassword(await page.person(), { current: PASSWORD, next: NEXT }),
  "set one by a link": async () => await useReset(linkIn(await auth.resets.make(BY, mei))),
  "ended all other sessions": async (page) => await auth.session.endOthers(await page.person()),
  "was disabled and enabled again": async () => {
    await auth.people.change(BY, mei, { disabled: true });
    await auth.people.change(BY, mei, { disabled: false });
  },
};

describe("a sign-in that waits for its second factor", { timeout: 60_000 }, () => {
  test.each(Object.keys(ENDINGS))("is over once she %s", async (how) => {
    const { page, thief, codes } = await waiting();
    await ENDINGS[how]?.(page);
    for (const code of codes)
      expect(await auth.session.giveCode({ code }, thief.headers())).toMatchObject({
        refusal: { code: "unauthenticated" },
      });
    expect(await thief.who()).toEqual({ kind: "nobody" });
  });

  test("opens nothing where the password changes while its code is looked at", async () => {
    const { page, thief, codes } = await waiting();
    const person = await page.person();
    const [, given] = await Promise.all([
      auth.session.changePassword(person, { current: PASSWORD, next: NEXT }),
      auth.session.giveCode({ code: codes[0] ?? "" }, thief.headers()),
    ]);
    if (given.ok) thief.take(given.value.cookies);
    expect(await thief.who()).toEqual({ kind: "nobody" });
  });
});

describe("a reset link", { timeout: 60_000 }, () => {
  test("is over once its person changed the password", async () => {
    const page = await held.signedIn(MEI.email);
    const link = linkIn(await auth.resets.make(BY, mei));
    const changed = await auth.session.changePassword(await page.person(), { current: PASSWORD, next: NEXT });
    expect(changed).toMatchObject({ ok: true });
    expect(await useReset(link)).toBe(false);
  });

  test("is over once its account was disabled, also when it is enabled again", async () => {
    const link = linkIn(await auth.resets.make(BY, mei));
    await auth.people.change(BY, mei, { disabled: true });
    await auth.people.change(BY, mei, { disabled: false });
    expect(await useReset(link)).toBe(false);
  });

  test("frees nobody whose address only begins alike", async () => {
    const longer = { ...MEI, name: "Mei Other", email: `${MEI.email}er` };
    await auth.seedAccount(longer);
    const thief = held.browser("10.0.0.66");
    for (let i = 0; i < 8; i += 1) await thief.signIn(longer.email, "wrong");
    expect(await useReset(linkIn(await auth.resets.make(BY, mei)))).toBe(true);
    expect(await thief.signIn(longer.email, "wrong")).toMatchObject({ refusal: { code: "too_many" } });
  });
});

test("a key that another session was shown for an app is over with the old password", { timeout: 60_000 }, async () => {
  const [page, thief] = [await held.signedIn(MEI.email), await held.signedIn(MEI.email)];
  await auth.secondFactors.begin(await thief.person(), { password: PASSWORD }, thief.headers());
  await auth.session.changePassword(await page.person(), { current: PASSWORD, next: NEXT });
  const { rows } = await held.database.pool.query("select 1 from second_factor");
  expect(rows).toEqual([]);
});

describe("what an administrator handed out", { timeout: 60_000 }, () => {
  const by = async (): Promise<Awaited<ReturnType<Page["person"]>>> => await (await held.signedIn(EVE.email)).person();
  const REMOVED = { "is disabled": { disabled: true }, "is no administrator any more": { role: "lead" } } as const;

  test.each(Object.keys(REMOVED) as (keyof typeof REMOVED)[])(
    "ends when whoever made it %s, and nobody else's does",
    async (how) => {
      const person = await by();
      const mine = linkIn(await auth.invitations.invite(person, FOR));
      const others = linkIn(await auth.invitations.invite(BY, { ...FOR, email: "other@example.test" }));
      const link = linkIn(await auth.resets.make(person, mei));
      await auth.people.change(BY, eve, REMOVED[how]);
      const headers = held.browser().headers();
      expect(await auth.invitations.look(mine, headers)).toMatchObject({ ok: true, value: null });
      expect(await auth.invitations.look(others, headers)).toMatchObject({ value: { email: "other@example.test" } });
      expect(await useReset(link)).toBe(false);
      const rows = await auth.security.list({ before: null, limit: 9, types: ["invitation_withdrawn"], text: "" });
      expect(rows).toMatchObject([{ about: FOR.email, by: { name: BY.account.name } }]);
    },
  );

  test("stays when only their discipline changes, and when a newer link is somebody else's", async () => {
    const person = await by();
    await auth.resets.make(person, mei);
    const newer = linkIn(await auth.resets.make(BY, mei));
    const mine = linkIn(await auth.invitations.invite(person, FOR));
    await auth.people.change(BY, eve, { discipline: null });
    expect(await auth.invitations.look(mine, held.browser().headers())).toMatchObject({ value: { email: FOR.email } });
    await auth.people.change(BY, eve, { disabled: true });
    expect(await useReset(newer)).toBe(true);
  });

  test("share links of a disabled account open nothing any more", async () => {
    const made = await auth.shares.make(await by(), { name: "The board", hours: 2 });
    const token = made.ok ? (made.value.path.split("/").at(-1) ?? "") : "";
    const headers = held.browser().headers();
    expect(await auth.shares.look(token, headers)).toBe("open");
    await auth.people.change(BY, eve, { disabled: true });
    expect(await auth.shares.look(token, headers)).toBe("revoked");
  });
});
