import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADA, openTestAuth, PASSWORD, type AuthUnderTest } from "#testing/an-auth";
import { codeOf, wrongCode } from "#testing/an-authenticator";
import { codeBodySchema } from "#wire/second-factor";
import { securitySigning } from "#edges/store/log/security-end";
import { openAuth } from "./open-auth.ts";
import { checkSecurityLog } from "./security-log.ts";

const LIN = { ...ADA, name: "Mei Lin", email: "mei@example.test", role: "lead", discipline: "data-science" } as const;

let held: AuthUnderTest;
let auth: AuthUnderTest["auth"];
beforeEach(async () => {
  held = await openTestAuth();
  ({ auth } = held);
  await auth.seedAccount(LIN);
});
afterEach(async () => await held.database.close());

type Browser = ReturnType<AuthUnderTest["browser"]>;
type Begun = { readonly key: string; readonly backupCodes: readonly string[] };

async function begun(page: Browser): Promise<Begun> {
  const made = await auth.secondFactors.begin(await page.person(), { password: PASSWORD }, page.headers());
  if (!made.ok) throw new Error(made.refusal.message);
  expect(made.value.uri).toMatch(
    /^otpauth:\/\/totp\/Holdpoint:mei%40example\.test\?secret=[A-Z2-7]{40,}&issuer=Holdpoint/,
  );
  return made.value;
}

async function prove(page: Browser, code: string): ReturnType<typeof auth.secondFactors.prove> {
  const proven = await auth.secondFactors.prove(await page.person(), { code }, page.headers());
  if (proven.ok) page.take(proven.value.cookies);
  return proven;
}

/** Mei's browser, with a second factor; its first code is used, the next one is not. */
async function setUp(): Promise<Begun & { readonly page: Browser }> {
  const page = await held.signedIn(LIN.email);
  const made = await begun(page);
  expect(await prove(page, codeOf(made.key))).toMatchObject({ ok: true });
  return { ...made, page };
}

async function give(page: Browser, text: string): ReturnType<typeof auth.session.giveCode> {
  const answer = await auth.session.giveCode(codeBodySchema.parse({ code: text }), page.headers());
  if (answer.ok) page.take(answer.value.cookies);
  return answer;
}

async function logged(): Promise<readonly string[]> {
  const events = await auth.security.list({ before: null, limit: 200, types: [], text: "" });
  return events.map(({ type, detail }) => `${type} ${detail}`.trim()).reverse();
}

// each password costs a hash that is meant to be slow
describe("setting up", { timeout: 60_000 }, () => {
  test("counts when the first code was right, and ends the sessions that were opened without", async () => {
    const [page, other] = [await held.signedIn(LIN.email), await held.signedIn(LIN.email)];
    expect(await page.person()).toMatchObject({ secondFactor: "none" });
    const { key, backupCodes } = await begun(page);
    expect(new Set(backupCodes).size).toBe(10);
    expect(await auth.secondFactors.state(await page.person(), page.headers())).toMatchObject({
      isOn: false,
      backupCodesLeft: null,
    });
    expect(await held.browser().signIn(LIN.email)).toMatchObject({ ok: true, value: { codeNeeded: false } });
    expect(await prove(page, wrongCode(key))).toMatchObject({
      refusal: { code: "invalid", message: "The code is wrong." },
    });
    expect(await prove(page, codeOf(key))).toMatchObject({ ok: true });
    expect(await page.person()).toMatchObject({ secondFactor: "used", account: { email: LIN.email } });
    expect(await auth.secondFactors.state(await page.person(), page.headers())).toMatchObject({
      isOn: true,
      backupCodesLeft: 10,
    });
    expect(await other.who()).toEqual({ kind: "nobody" });
    const added = "second_factor_added An authenticator app.";
    const ended = "session_ended 2 sessions: opened without the second factor.";
    expect(await logged()).toEqual(["sign_in", "sign_in", "sign_in", "second_factor_failed", added, ended]);
    expect((await checkSecurityLog(held.database.pool)).faults).toEqual([]);
  });

  test("asks for the password, and for the first key to be turned off before a second", async () => {
    const { page } = await setUp();
    const person = await page.person();
    const wrong = await auth.secondFactors.begin(person, { password: "wrong" }, page.headers());
    expect(wrong).toMatchObject({ refusal: { code: "invalid", places: [{ path: "password" }] } });
    const again = await auth.secondFactors.begin(person, { password: PASSWORD }, page.headers());
    expect(again).toMatchObject({ refusal: { code: "conflict" } });
    expect(await prove(page, "123456")).toMatchObject({ refusal: { code: "conflict" } });
  });

  test("again in the same browser shows the same key, so that the QR code that was scanned first is right", async () => {
    const page = await held.signedIn(LIN.email);
    const [first, again] = [await begun(page), await begun(page)];
    expect(again).toEqual(first);
    expect(await prove(page, codeOf(first.key))).toMatchObject({ ok: true });
  });

  test("a newer key of another browser replaces one that was never proven, and a code of the older is told so", async () => {
    const [page, other] = [await held.signedIn(LIN.email), await held.signedIn(LIN.email)];
    const [older, newer] = [await begun(page), await begun(other)];
    expect(newer.key).not.toBe(older.key);
    expect(await prove(page, codeOf(older.key))).toMatchObject({
      refusal: { code: "invalid", message: expect.stringContaining("a newer QR code was made in another browser") },
    });
    expect(await prove(other, wrongCode(newer.key))).toMatchObject({ refusal: { message: "The code is wrong." } });
    expect(await prove(other, codeOf(newer.key))).toMatchObject({ ok: true });
  });

  test("a key is shown again for a quarter of an hour, and never after a reset", async () => {
    const page = await held.signedIn(LIN.email);
    const first = await begun(page);
    held.clock.now += 16 * 60_000;
    const second = await begun(page);
    expect(second.key).not.toBe(first.key);
    await held.database.pool.query("delete from second_factor");
    expect((await begun(page)).key).not.toBe(second.key);
  });

  test("no key at all is proven by no code, nor is one by any backup code", async () => {
    const page = await held.signedIn(LIN.email);
    expect(await prove(page, "123456")).toMatchObject({ refusal: { code: "conflict" } });
    const { backupCodes } = await begun(page);
    for (const code of ["abcdefghjk", backupCodes[0] ?? ""])
      expect(await prove(page, code)).toMatchObject({ refusal: { code: "invalid" } });
    expect(await auth.identify(page.headers())).toMatchObject({ kind: "person" });
  });
});

describe("signing in", { timeout: 60_000 }, () => {
  test("asks for a code, and the password alone opens nothing", async () => {
    const { key } = await setUp();
    const page = held.browser();
    expect(await page.signIn(LIN.email)).toMatchObject({ ok: true, value: { codeNeeded: true } });
    expect(await page.who()).toEqual({ kind: "nobody" });
    expect(await give(page, wrongCode(key))).toMatchObject({ refusal: { places: [{ path: "code" }] } });
    expect(await page.who()).toEqual({ kind: "nobody" });
    const code = codeOf(key, 1);
    expect(await give(page, ` ${code.slice(0, 3)} ${code.slice(3)} `)).toMatchObject({ ok: true });
    expect(await page.person()).toMatchObject({ secondFactor: "used", account: { email: LIN.email } });
    expect((await logged()).slice(-2)).toEqual(["second_factor_failed", "sign_in With a second factor."]);
  });

  test("takes a code once, whoever saw it over a shoulder", async () => {
    const { key, backupCodes } = await setUp();
    const code = codeOf(key, 1);
    const [page, thief] = [held.browser(), held.browser("10.0.0.66")];
    for (const one of [page, thief]) await one.signIn(LIN.email);
    expect(await give(page, code)).toMatchObject({ ok: true });
    expect(await give(thief, code)).toMatchObject({
      refusal: { message: "This code was used already. Wait for the next one." },
    });
    expect(await thief.who()).toEqual({ kind: "nobody" });
    expect(await give(thief, backupCodes[0] ?? "")).toMatchObject({ ok: true });
  });

  test("does not take a code again while the app's next one is still right", async () => {
    const { key } = await setUp();
    const [page, thief] = [held.browser(), held.browser("10.0.0.66")];
    await page.signIn(LIN.email);
    const code = codeOf(key, 1);
    expect(await give(page, code)).toMatchObject({ ok: true });
    held.clock.now += 89_000;
    await thief.signIn(LIN.email);
    expect(await give(thief, code)).toMatchObject({ refusal: { message: expect.stringContaining("used already") } });
  });

  test("takes several backup codes at the same moment", async () => {
    const { backupCodes } = await setUp();
    const pages = [held.browser(), held.browser(), held.browser()];
    for (const page of pages) await page.signIn(LIN.email);
    const given = await Promise.all(pages.map((page, i) => give(page, backupCodes[i] ?? "")));
    expect(given).toMatchObject(pages.map(() => ({ ok: true })));
    for (const page of pages) expect(await page.who()).toMatchObject({ kind: "person" });
    expect(await logged()).toContain("backup_code_used 7 left.");
  });

  test("takes each backup code once, however it was written down", async () => {
    const { backupCodes } = await setUp();
    const [first = ""] = backupCodes;
    const [page, again] = [held.browser(), held.browser()];
    await page.signIn(LIN.email);
    expect(await give(page, ` ${first.toUpperCase().replace("-", " ")} `)).toMatchObject({ ok: true });
    expect(await page.person()).toMatchObject({ secondFactor: "used" });
    expect((await logged()).slice(-2)).toEqual(["backup_code_used 9 left.", "sign_in With a backup code."]);
    await again.signIn(LIN.email);
    held.clock.now += 61_000;
    expect(await give(again, first)).toMatchObject({ refusal: { code: "invalid" } });
    expect(await auth.secondFactors.state(await page.person(), page.headers())).toMatchObject({
      isOn: true,
      backupCodesLeft: 9,
    });
  });

  test("a code without a password before it opens nothing, and neither does one in somebody else's session", async () => {
    const { key } = await setUp();
    await auth.seedAccount(ADA);
    expect(await give(held.browser(), codeOf(key))).toMatchObject({ refusal: { code: "unauthenticated" } });
    const page = await held.signedIn(ADA.email);
    expect(await give(page, codeOf(key))).toMatchObject({ refusal: { code: "unauthenticated" } });
    expect(await page.person()).toMatchObject({ account: { email: ADA.email }, secondFactor: "none" });
  });

  test("guesses are counted by account, and better-auth ends the sign-in after five", async () => {
    const { key } = await setUp();
    const page = held.browser();
    await page.signIn(LIN.email);
    const said: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      const answer = await give(page, wrongCode(key));
      said.push(answer.ok ? "in" : answer.refusal.code);
    }
    expect(said).toEqual([...Array.from({ length: 5 }, () => "invalid"), "unauthenticated"]);
    // the right password opens a new one; the account's minute is over after eight
    const codes: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      const next = held.browser(`10.0.1.${i}`);
      await next.signIn(LIN.email);
      const answer = await give(next, wrongCode(key));
      codes.push(answer.ok ? "in" : answer.refusal.code);
    }
    expect(codes).toEqual(["invalid", "invalid", "too_many"]);
  });

  test("whoever has the password alone cannot begin as often as they like", async () => {
    await setUp();
    const said = new Set<string>();
    for (let i = 0; i < 9; i += 1) {
      const answer = await held.browser().signIn(LIN.email);
      said.add(answer.ok ? "began" : answer.refusal.code);
    }
    expect([...said]).toEqual(["began", "too_many"]);
  });

  test("a reset link still asks for the code", async () => {
    const { key } = await setUp();
    await auth.seedAccount(ADA);
    const ada = await (await held.signedIn(ADA.email)).person();
    const person = (await auth.people.list()).people.find(({ email }) => email === LIN.email);
    expect(person).toMatchObject({ secondFactor: true });
    const made = await auth.resets.make(ada, person?.id ?? "");
    const link = new URL(made.ok ? made.value.path : "", "http://x").searchParams.get("link") ?? "";
    const page = held.browser();
    const used = await auth.resets.use({ link, password: "another battery staple" }, page.headers());
    expect(used).toMatchObject({ ok: true, value: { codeNeeded: true } });
    if (used.ok) page.take(used.value.cookies);
    expect(await page.who()).toEqual({ kind: "nobody" });
    expect(await give(page, codeOf(key, 1))).toMatchObject({ ok: true });
  });

  test("another HOLDPOINT_SECRET leaves a key that cannot be read, and says so", async () => {
    await setUp();
    const { pool } = held.database;
    const other = openAuth({
      ...{ pool, secret: "another secret, also long enough to be one", baseUrl: "http://127.0.0.1:3000" },
      ...{ terminal: () => false, now: Date.now, signEnd: securitySigning(held.signing), onChange: () => undefined },
    });
    const signIn = await other.session.signIn({ email: LIN.email, password: PASSWORD }, held.browser().headers());
    const page = held.browser();
    if (signIn.ok) page.take(signIn.value.cookies);
    expect(await other.session.giveCode({ code: "123456" }, page.headers())).toMatchObject({
      refusal: { code: "unavailable", message: expect.stringContaining("HOLDPOINT_SECRET") },
    });
  });
});

describe("new backup codes", { timeout: 60_000 }, () => {
  test("replace all older ones, used or not", async () => {
    const { page, backupCodes } = await setUp();
    const made = await auth.secondFactors.newBackupCodes(await page.person());
    const fresh = made.ok ? made.value.backupCodes : [];
    expect(new Set([...fresh, ...backupCodes]).size).toBe(20);
    const next = held.browser();
    await next.signIn(LIN.email);
    expect(await give(next, backupCodes[0] ?? "")).toMatchObject({ refusal: { code: "invalid" } });
    expect(await give(next, fresh[0] ?? "")).toMatchObject({ ok: true });
    expect(await auth.secondFactors.state(await next.person(), next.headers())).toMatchObject({ backupCodesLeft: 9 });
    expect(await logged()).toContain("backup_codes_made");
  });

  test("come with an app only", async () => {
    const page = await held.signedIn(LIN.email);
    await begun(page);
    expect(await auth.secondFactors.newBackupCodes(await page.person())).toMatchObject({
      refusal: { code: "conflict" },
    });
  });
});

describe("turning off", { timeout: 60_000 }, () => {
  test("leaves the session, which is one of a password alone from then on", async () => {
    const { page } = await setUp();
    expect(await auth.secondFactors.remove(await page.person())).toMatchObject({ ok: true });
    expect(await page.person()).toMatchObject({ secondFactor: "none" });
    expect(await held.browser().signIn(LIN.email)).toMatchObject({ value: { codeNeeded: false } });
    expect(await auth.secondFactors.remove(await page.person())).toMatchObject({ refusal: { code: "conflict" } });
    expect(await logged()).toContain("second_factor_removed The authenticator app.");
  });

  test("an administrator resets what somebody lost, and ends their sessions", async () => {
    const { page, key } = await setUp();
    await auth.seedAccount(ADA);
    const ada = await (await held.signedIn(ADA.email)).person();
    const { id } = (await page.person()).account;
    const waiting = held.browser();
    await waiting.signIn(LIN.email);
    expect(await auth.secondFactors.reset(ada, id)).toMatchObject({ ok: true });
    expect(await page.who()).toEqual({ kind: "nobody" });
    expect(await give(waiting, codeOf(key))).toMatchObject({ refusal: { code: "unauthenticated" } });
    expect(await waiting.signIn(LIN.email)).toMatchObject({ value: { codeNeeded: false } });
    expect(await auth.secondFactors.reset(ada, id)).toMatchObject({ refusal: { code: "conflict" } });
    expect(await auth.secondFactors.reset(ada, "nobody")).toMatchObject({ refusal: { code: "not_found" } });
    expect(await logged()).toEqual(
      expect.arrayContaining(["second_factor_reset", "session_ended One session: the second factor was reset."]),
    );
  });
});
