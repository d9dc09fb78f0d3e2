import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADA, openTestAuth, type AuthUnderTest } from "#testing/an-auth";

const NOOR = { ...ADA, name: "Noor Haddad", email: "noor@example.test" };
type Person = Awaited<ReturnType<ReturnType<AuthUnderTest["browser"]>["person"]>>;

let testAuth: AuthUnderTest;
let auth: AuthUnderTest["auth"];
let ada: Person;
let noor: Person;
beforeEach(async () => {
  testAuth = await openTestAuth();
  ({ auth } = testAuth);
  await auth.seedAccount(ADA);
  await auth.seedAccount(NOOR);
  ada = await (await testAuth.signedIn(ADA.email)).person();
  noor = await (await testAuth.signedIn(NOOR.email)).person();
});
afterEach(async () => await testAuth.database.close());

async function makeLink(by: Person, role: string): Promise<string> {
  const made = await auth.calendars.make(by, role);
  if (!made.ok) throw new Error(made.refusal.message);
  const { pathname, searchParams } = new URL(made.value.path, "http://holdpoint");
  expect(pathname).toBe(`/api/v1/calendar/${role}.ics`);
  return searchParams.get("link") ?? "";
}

const opens = async (role: string, link: string, peer?: string): Promise<boolean> =>
  (await auth.calendars.opens(role, link, testAuth.browser(peer).headers())).ok;

describe("a calendar link", () => {
  test("share-guess: what is guessed is counted by peer, and a link that there is always opens", async () => {
    const link = await makeLink(ada, "on-call");
    const said = new Set<string>();
    for (let i = 0; i < 130; i += 1) {
      const guessed = await auth.calendars.opens("on-call", `guess-${i}`, testAuth.browser("10.0.0.8").headers());
      said.add(guessed.ok ? "open" : guessed.refusal.code);
    }
    expect([...said]).toEqual(["not_found", "too_many"]);
    expect(await opens("on-call", link, "10.0.0.8")).toBe(true);
    expect(await auth.calendars.opens("on-call", "guess", testAuth.browser("10.0.0.9").headers())).toMatchObject({
      refusal: { code: "not_found" },
    });
  });

  test("opens its role and no other, and nothing opens without it", async () => {
    const link = await makeLink(ada, "on-call");
    expect(link).toMatch(/^[\w-]{32}$/);
    expect(await opens("on-call", link)).toBe(true);
    expect(await opens("ceo", link)).toBe(false);
    expect(await opens("on-call", `${link.slice(0, -1)}!`)).toBe(false);
    expect(await auth.calendars.list(ada)).toMatchObject({
      links: [{ role: "on-call", madeAt: testAuth.clock.now, seenAt: testAuth.clock.now }],
    });
    expect(await auth.calendars.list(noor)).toEqual({ links: [] });
  });

  test("is kept as a hash", async () => {
    const link = await makeLink(ada, "on-call");
    const { rows } = await testAuth.database.pool.query("select * from calendar_link");
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(link);
  });

  test("is revoked by its owner only, and opens nothing then", async () => {
    const link = await makeLink(ada, "on-call");
    const id = (await auth.calendars.list(ada)).links[0]?.id ?? "";
    expect(await auth.calendars.revoke(noor, id)).toMatchObject({ ok: false, refusal: { code: "not_found" } });
    expect(await opens("on-call", link)).toBe(true);
    expect(await auth.calendars.revoke(ada, id)).toEqual({ ok: true, value: {} });
    expect(await opens("on-call", link)).toBe(false);
    expect(await auth.calendars.list(ada)).toEqual({ links: [] });
    expect(await auth.calendars.revoke(ada, id)).toMatchObject({ ok: false });
  });

  test("ends with the account of its owner", async () => {
    const link = await makeLink(noor, "on-call");
    const disabled = await auth.people.change(ada, noor.account.id, { disabled: true });
    expect(disabled.ok).toBe(true);
    expect(await opens("on-call", link)).toBe(false);
  });

  test("can be made fifty times, and no more until one is revoked", async () => {
    for (let made = 0; made < 50; made++) await makeLink(ada, "on-call");
    expect(await auth.calendars.make(ada, "on-call")).toMatchObject({ ok: false, refusal: { code: "conflict" } });
    const id = (await auth.calendars.list(ada)).links[0]?.id ?? "";
    await auth.calendars.revoke(ada, id);
    expect((await auth.calendars.make(ada, "on-call")).ok).toBe(true);
  });
});
