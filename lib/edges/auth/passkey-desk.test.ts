import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Outcome } from "#core/outcome";
import { SoftPasskey, type Wish } from "#testing/a-passkey";
import { ADA, openTestAuth, PASSWORD, type AuthUnderTest } from "#testing/an-auth";
import { codeOf } from "#testing/an-authenticator";
import { checkSecurityLog } from "./security-log.ts";

const MEI = { ...ADA, name: "Mei Lin", role: "lead", discipline: "data-science" } as const;

let held: AuthUnderTest;
let auth: AuthUnderTest["auth"];
/** One database for all: each test has accounts and an address of its own, and what is folded or counted by them. */
let tests = 0;
let lin = "";
let ada = "";
let peer = "";
beforeAll(async () => {
  held = await openTestAuth();
  ({ auth } = held);
});
beforeEach(async () => {
  held.clock.now = Date.now();
  tests += 1;
  [lin, ada, peer] = [`mei-${tests}@example.test`, `ada-${tests}@example.test`, `10.1.0.${tests}`];
  await auth.seedAccount({ ...MEI, email: lin });
});
afterAll(async () => await held.database.close());

type Browser = ReturnType<AuthUnderTest["browser"]>;

/** As the page asks under this name. */
function at(page: Browser, host = "localhost:3000"): Headers {
  const headers = page.headers();
  headers.set("host", host);
  return headers;
}

function right<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
}

async function add(
  page: Browser,
  key: SoftPasskey,
  { name = "Laptop", ...wish }: Wish & { readonly name?: string } = {},
): ReturnType<typeof auth.passkeys.add> {
  const options = right(await auth.passkeys.begin(await page.person(), at(page)));
  const added = await auth.passkeys.add(await page.person(), key.make(options, name, wish), at(page));
  if (added.ok) page.take(added.value.cookies);
  return added;
}

async function withPasskey(email = lin): Promise<{ readonly page: Browser; readonly key: SoftPasskey }> {
  const [page, key] = [await held.signedIn(email), new SoftPasskey()];
  right(await add(page, key));
  return { page, key };
}

/** A browser in which the right password was given. */
async function waiting(email = lin, from = peer): Promise<Browser> {
  const page = held.browser(from);
  expect(await page.signIn(email)).toMatchObject({ value: { codeNeeded: true } });
  return page;
}

async function use(page: Browser, key: SoftPasskey, wish: Wish = {}): ReturnType<typeof auth.session.givePasskey> {
  const options = right(await auth.session.askPasskey(at(page)));
  const given = await auth.session.givePasskey(key.sign(options, wish), at(page));
  if (given.ok) page.take(given.value.cookies);
  return given;
}

async function passkeys(page: Browser) {
  return (await auth.secondFactors.state(await page.person(), at(page))).passkeys;
}

async function logged(): Promise<readonly string[]> {
  const events = await auth.security.list({ before: null, limit: 200, types: [], text: "" });
  return events
    .filter(({ about }) => about === lin)
    .map(({ type, detail }) => `${type} ${detail}`.trim())
    .reverse();
}

const WRONG = { ok: false, refusal: { code: "invalid" } };

// each password costs a hash that is meant to be slow
describe("making one", { timeout: 60_000 }, () => {
  test("makes the session one with a second factor, and ends those that were opened without", async () => {
    const [page, other] = [await held.signedIn(lin), await held.signedIn(lin)];
    const [key, copied] = [new SoftPasskey(), at(page)];
    expect(await add(page, key)).toMatchObject({ ok: true });
    expect(await page.person()).toMatchObject({ secondFactor: "used" });
    for (const headers of [at(other), copied]) expect(await auth.identify(headers)).toEqual({ kind: "nobody" });
    const session = (await page.person()).sessionId;
    expect(await add(page, new SoftPasskey())).toMatchObject({ refusal: { code: "conflict" } });
    expect(await add(page, new SoftPasskey(), { name: "Phone" })).toMatchObject({ ok: true, value: { cookies: [] } });
    expect((await page.person()).sessionId).toBe(session);
    expect(await passkeys(page)).toContainEqual({
      id: key.id,
      name: "Laptop",
      createdAt: held.clock.now,
      lastUsedAt: null,
      host: "localhost",
    });
    expect((await auth.people.list()).people.filter(({ secondFactor }) => secondFactor)).toMatchObject([
      { email: lin },
    ]);
    expect(await logged()).toContain('passkey_added "Laptop"');
    expect((await checkSecurityLog(held.database.pool)).faults).toEqual([]);
  });

  test.each<[string, Wish]>([
    ["another origin", { origin: "https://evil.example" }],
    ["another port", { origin: "http://localhost:3001" }],
    ["another host's key", { rpId: "evil.example" }],
  ])("is refused from %s", async (_, wish) => {
    const page = await held.signedIn(lin);
    expect(await add(page, new SoftPasskey(), wish)).toMatchObject(WRONG);
    expect(await page.person()).toMatchObject({ secondFactor: "none" });
  });

  test("takes each challenge once, in its own session, and not too late", async () => {
    const [page, other] = [await held.signedIn(lin), await held.signedIn(lin)];
    const [person, key] = [await page.person(), new SoftPasskey()];
    const begun = async (): Promise<ReturnType<SoftPasskey["make"]>> =>
      key.make(right(await auth.passkeys.begin(person, at(page))), "Laptop");
    const late = await begun();
    held.clock.now += 5 * 60_000;
    expect(await auth.passkeys.add(person, late, at(page))).toMatchObject({ refusal: { code: "conflict" } });
    const elsewhere = await begun();
    expect(await auth.passkeys.add(await other.person(), elsewhere, at(other))).toMatchObject({ ok: false });
    expect(await auth.passkeys.add(person, elsewhere, at(page))).toMatchObject({ ok: true });
    expect(await auth.passkeys.add(person, elsewhere, at(page))).toMatchObject({ refusal: { code: "conflict" } });
    expect(await auth.passkeys.add(person, await begun(), at(page))).toMatchObject({
      refusal: { message: "This passkey is set up already." },
    });
  });

  test("takes nothing that is no passkey", async () => {
    const page = await held.signedIn(lin);
    for (const text of ["A", "oA", "o2NmbXRkbm9uZQ"]) {
      const options = right(await auth.passkeys.begin(await page.person(), at(page)));
      const made = new SoftPasskey().make(options, "Laptop");
      for (const broken of [
        { ...made, attestationObject: text },
        { ...made, clientDataJSON: text },
        { ...made, id: text },
      ]) {
        right(await auth.passkeys.begin(await page.person(), at(page)));
        expect(await auth.passkeys.add(await page.person(), broken, at(page))).toMatchObject(WRONG);
      }
    }
  });
});

describe("signing in", { timeout: 60_000 }, () => {
  test("takes a passkey after the password, instead of a code", async () => {
    const { key } = await withPasskey();
    const page = held.browser(peer);
    expect(await page.signIn(lin)).toMatchObject({ value: { codeNeeded: true, by: ["passkey"] } });
    expect(await page.who()).toEqual({ kind: "nobody" });
    expect(await auth.session.giveCode({ code: "123456" }, at(page))).toMatchObject({
      refusal: { message: "No authenticator app is set up. Use your passkey." },
    });
    expect(await use(page, key)).toMatchObject({ ok: true });
    expect(await page.person()).toMatchObject({ secondFactor: "used", account: { email: lin } });
    expect(await passkeys(page)).toMatchObject([{ lastUsedAt: held.clock.now }]);
    expect((await logged()).slice(-2)).toEqual(['passkey_used "Laptop"', "sign_in With a passkey."]);
  });

  test.each<[string, Wish]>([
    ["another origin", { origin: "https://evil.example" }],
    ["another host", { rpId: "evil.example" }],
  ])("takes none from %s", async (_, wish) => {
    const { key } = await withPasskey();
    const page = await waiting();
    expect(await use(page, key, wish)).toMatchObject(WRONG);
    expect(await page.who()).toEqual({ kind: "nobody" });
    expect((await logged()).at(-1)).toBe('second_factor_failed The passkey "Laptop".');
  });

  test("takes an answer once, in the browser that was asked", async () => {
    const { key } = await withPasskey();
    const [page, thief] = [await waiting(), await waiting(lin, "10.0.0.66")];
    const answer = key.sign(right(await auth.session.askPasskey(at(page))));
    right(await auth.session.askPasskey(at(thief)));
    expect(await auth.session.givePasskey(answer, at(thief))).toMatchObject(WRONG);
    expect(await auth.session.givePasskey(answer, at(page))).toMatchObject({ ok: true });
    expect(await auth.session.givePasskey(answer, at(thief))).toMatchObject(WRONG);
    expect(await auth.session.givePasskey(answer, at(page))).toMatchObject({ refusal: { code: "unauthenticated" } });
    expect(await thief.who()).toEqual({ kind: "nobody" });
  });

  test("takes nobody else's, and none without a password before it", async () => {
    await auth.seedAccount({ ...ADA, email: ada });
    const { key } = await withPasskey(ada);
    await withPasskey();
    const page = await waiting();
    expect(await use(page, key)).toMatchObject(WRONG);
    expect(await page.who()).toEqual({ kind: "nobody" });
    const nobody = held.browser(peer);
    expect(await auth.session.askPasskey(at(nobody))).toMatchObject({ refusal: { code: "unauthenticated" } });
    const options = right(await auth.session.askPasskey(at(page)));
    expect(await auth.session.givePasskey(key.sign(options), at(nobody))).toMatchObject({
      refusal: { code: "unauthenticated" },
    });
  });

  test("takes none whose counter went back, but one that never counts", async () => {
    const { key } = await withPasskey();
    expect(await use(await waiting(), key, { counter: 7 })).toMatchObject({ ok: true });
    for (const counter of [7, 3, 0]) expect(await use(await waiting(), key, { counter })).toMatchObject(WRONG);
    expect((await logged()).filter((line) => line.includes("counts backwards")).length).toBe(1);
    expect(await use(await waiting(), key, { counter: 8 })).toMatchObject({ ok: true });
    await auth.seedAccount({ ...ADA, email: ada });
    const { key: never } = await withPasskey(ada);
    for (let i = 0; i < 2; i += 1)
      expect(await use(await waiting(ada), never, { counter: 0 })).toMatchObject({ ok: true });
  });

  test("tries are counted by address: whoever knows the password keeps nobody out with them", async () => {
    const { key } = await withPasskey();
    const thief = await waiting(lin, "10.0.0.66");
    const junk = key.sign(right(await auth.session.askPasskey(at(thief))));
    const codes: string[] = [];
    for (let i = 0; i < 31; i += 1) {
      const given = await auth.session.givePasskey({ ...junk, id: "AAAA" }, at(thief));
      codes.push(given.ok ? "in" : given.refusal.code);
    }
    expect(codes.at(-1)).toBe("too_many");
    expect(await use(await waiting(), key)).toMatchObject({ ok: true });
  });
});

describe("both", { timeout: 60_000 }, () => {
  test("an app and a passkey stand beside each other, and one stays when the other goes", async () => {
    const { page, key } = await withPasskey();
    const made = right(await auth.secondFactors.begin(await page.person(), { password: PASSWORD }, at(page)));
    const code = codeOf(made.key);
    page.take(right(await auth.secondFactors.prove(await page.person(), { code }, at(page))).cookies);
    expect(await page.person()).toMatchObject({ secondFactor: "used" });
    const next = held.browser(peer);
    expect(await next.signIn(lin)).toMatchObject({ value: { by: ["code", "passkey"] } });
    expect(await use(next, key)).toMatchObject({ ok: true });
    right(await auth.secondFactors.remove(await page.person()));
    expect(await page.person()).toMatchObject({ secondFactor: "used" });
    expect(await held.browser(peer).signIn(lin)).toMatchObject({ value: { by: ["passkey"] } });
    right(await auth.passkeys.remove(await page.person(), key.id));
    expect(await page.person()).toMatchObject({ secondFactor: "none" });
    expect(await held.browser(peer).signIn(lin)).toMatchObject({ value: { codeNeeded: false, by: [] } });
    expect(await logged()).toContain('passkey_removed "Laptop"');
    expect(await auth.passkeys.remove(await page.person(), key.id)).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("nobody removes somebody else's; an administrator resets all at once", async () => {
    await auth.seedAccount({ ...ADA, email: ada });
    const admin = await held.signedIn(ada);
    const { page, key } = await withPasskey();
    expect(await auth.passkeys.remove(await admin.person(), key.id)).toMatchObject({ refusal: { code: "not_found" } });
    const { id } = (await page.person()).account;
    const open = await waiting();
    expect(await auth.secondFactors.reset(await admin.person(), id)).toMatchObject({ ok: true });
    expect(await page.who()).toEqual({ kind: "nobody" });
    expect(await auth.session.askPasskey(at(open))).toMatchObject({ refusal: { code: "unauthenticated" } });
    expect(await held.browser(peer).signIn(lin)).toMatchObject({ value: { codeNeeded: false } });
  });
});

test("step-up takes a passkey that makes sure of its person, and no other", { timeout: 60_000 }, async () => {
  const { page, key } = await withPasskey();
  held.clock.now += 16 * 60_000;
  const person = await page.person();
  const asked = async () => right(await auth.session.askToConfirm(person, at(page)));
  expect(
    await auth.session.confirmByPasskey(person, key.sign(await asked(), { unverified: true }), at(page)),
  ).toMatchObject(WRONG);
  // a challenge of a sign-in confirms nothing
  held.clock.now = Date.now();
  const other = key.sign(right(await auth.session.askPasskey(at(await waiting()))));
  await asked();
  expect(await auth.session.confirmByPasskey(person, other, at(page))).toMatchObject(WRONG);
  const confirmed = await auth.session.confirmByPasskey(person, key.sign(await asked()), at(page));
  expect(confirmed).toEqual({ ok: true, value: { confirmedUntil: held.clock.now + 15 * 60_000 } });
  expect(await page.person()).toMatchObject({ confirmedAt: held.clock.now });
});

test("those of another name are not asked for", { timeout: 60_000 }, async () => {
  await withPasskey();
  const page = await waiting();
  expect(await auth.session.askPasskey(at(page, "war.example.com"))).toMatchObject({
    refusal: { message: "Your passkeys were made at localhost, and this is war.example.com. Open Holdpoint there." },
  });
});
