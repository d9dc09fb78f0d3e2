import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BY, openTestAuth, PASSWORD, TERMINAL_TOKEN, type AuthUnderTest } from "#testing/an-auth";
import { overBudgetRefusal } from "#edges/over-budget";
import type { PersonRole } from "#wire/accounts";

const ADA = {
  name: "Ada Osei",
  email: "Ada@Example.test",
  password: PASSWORD,
  role: "admin",
  discipline: null,
} as const;
const LIN = { ...ADA, name: "Mei Lin", email: "mei@example.test", role: "lead", discipline: "data-science" } as const;

let testAuth: AuthUnderTest;
let auth: AuthUnderTest["auth"];
let browser: AuthUnderTest["browser"];
let signedIn: AuthUnderTest["signedIn"];
let clock: AuthUnderTest["clock"];
beforeEach(async () => {
  testAuth = await openTestAuth();
  ({ auth, browser, signedIn, clock } = testAuth);
});
afterEach(async () => await testAuth.database.close());

const linkIn = (path: string | null): string => new URL(path ?? "", "http://x").searchParams.get("link") ?? "";

async function looked(link: string, peer?: string): Promise<unknown> {
  const found = await auth.invitations.look(link, browser(peer).headers());
  if (!found.ok) throw new Error(found.refusal.message);
  return found.value;
}

describe("the first start", () => {
  test("offers one link that makes the administrator, once, and signs in", async () => {
    const link = linkIn(await auth.setupLink());
    expect(await looked(link)).toEqual({ email: null, role: "admin", discipline: null });
    const page = browser();
    const body = { link, name: "Ada Osei", email: "ada@example.test", password: PASSWORD };
    const joined = await auth.invitations.join(body, page.headers());
    expect(joined).toMatchObject({ ok: true });
    if (joined.ok) page.take(joined.value.cookies);
    expect(await page.person()).toMatchObject({
      account: { name: "Ada Osei", email: "ada@example.test", role: "admin", discipline: null },
    });
    const again = await auth.invitations.join({ ...body, email: "eve@example.test" }, browser().headers());
    expect(again).toMatchObject({ ok: false, refusal: { code: "not_found" } });
    expect(await auth.setupLink()).toBeNull();
    expect(await looked(link)).toBeNull();
  });

  test("makes a new link at every start, and the older one is void", async () => {
    const older = linkIn(await auth.setupLink());
    const newer = linkIn(await auth.setupLink());
    expect(await looked(older)).toBeNull();
    expect(await looked(newer)).not.toBeNull();
    clock.now += 24 * 3_600_000 + 1;
    expect(await looked(newer)).toBeNull();
  });

  test("has one link, also when two programs start at once; so has an address that is invited twice at once", async () => {
    const invite = { email: "mei@example.test", role: "lead", discipline: null } as const;
    for (let round = 0; round < 10; round++) {
      const setups = await Promise.all([1, 2, 3].map(() => auth.setupLink()));
      const invited = await Promise.all([1, 2, 3].map(() => auth.invitations.invite(BY, invite)));
      const paths = invited.map((one) => (one.ok ? one.value.path : null));
      for (const links of [setups, paths]) {
        const offers = await Promise.all(links.map((path) => looked(linkIn(path), `10.0.1.${round}`)));
        expect(offers.filter((offer) => offer !== null)).toHaveLength(1);
      }
      expect((await auth.invitations.list()).invitations).toHaveLength(1);
    }
  });

  test("two who use the link at once make one account", async () => {
    const link = linkIn(await auth.setupLink());
    const joined = await Promise.all(
      ["a", "b", "c", "d"].map((who) =>
        auth.invitations.join(
          { link, name: who, email: `${who}@example.test`, password: PASSWORD },
          browser().headers(),
        ),
      ),
    );
    expect(joined.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await auth.directory.list()).toHaveLength(1);
  });

  test("keeps a link that was used without an e-mail address", async () => {
    const link = linkIn(await auth.setupLink());
    const body = { link, name: "Ada", password: PASSWORD };
    expect(await auth.invitations.join(body, browser().headers())).toMatchObject({ refusal: { code: "invalid" } });
    expect(await looked(link)).not.toBeNull();
  });
});

describe("guesses", () => {
  test("share-guess: an invitation that there is opens whatever was guessed from there", async () => {
    const [link, headers] = [linkIn(await auth.setupLink()), browser("10.0.0.8").headers()];
    const said = new Set<string>();
    for (let i = 0; i < 40; i += 1) {
      const guessed = await auth.invitations.look(`guess-${i}`, headers);
      said.add(guessed.ok ? "nothing" : guessed.refusal.code);
    }
    expect([...said]).toEqual(["nothing", "too_many"]);
    expect(await auth.invitations.look(link, headers)).toMatchObject({ ok: true, value: { role: "admin" } });
    expect(await auth.invitations.look("", headers)).toEqual({ ok: true, value: null });
  });

  test("unknown tokens past a peer's budget are that peer's fault, and the terminal's token passes", async () => {
    const asks = (token: string, peer: string): ReturnType<typeof auth.identify> =>
      auth.identify(new Headers({ authorization: `Bearer ${token}`, "x-holdpoint-peer": peer }));
    const answers = await Promise.allSettled(Array.from({ length: 350 }, (_, i) => asks(`no-${i}`, "10.0.0.8")));
    const refused = answers.flatMap((one) => (one.status === "rejected" ? overBudgetRefusal(one.reason) : []));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ code: "too_many", retryAfterSeconds: 5 });
    await expect(asks(TERMINAL_TOKEN, "10.0.0.8")).resolves.toMatchObject({ kind: "display" });
    await expect(asks("no", "10.0.0.9")).resolves.toEqual({ kind: "nobody" });
  });

  test("wrong push keys are counted by peer", async () => {
    const said = new Set<string>();
    for (let i = 0; i < 130; i += 1) {
      const counted = await auth.security.pushRefused(browser("10.0.0.8").headers());
      said.add(counted.ok ? "refused" : counted.refusal.code);
    }
    expect([...said]).toEqual(["refused", "too_many"]);
  });
});

describe("invitations", () => {
  const invited = { email: "new@example.test", role: "lead" as PersonRole, discipline: "product" as const };

  test("make the account that was meant, once", async () => {
    await auth.seedAccount(ADA);
    const ada = await (await signedIn("ada@example.test")).person();
    const made = await auth.invitations.invite(ada, invited);
    const link = linkIn(made.ok ? made.value.path : null);
    expect(await auth.invitations.list()).toMatchObject({
      invitations: [{ email: invited.email, role: "lead", discipline: "product", invitedBy: "Ada Osei" }],
    });
    const page = browser();
    const body = { link, name: "New Lead", email: "other@example.test", password: PASSWORD };
    const joined = await auth.invitations.join(body, page.headers());
    if (joined.ok) page.take(joined.value.cookies);
    expect(await page.person()).toMatchObject({ account: { email: "new@example.test", role: "lead" } });
    expect(await auth.invitations.join(body, page.headers())).toMatchObject({ refusal: { code: "not_found" } });
    expect(await auth.invitations.list()).toEqual({ invitations: [] });
    expect(await auth.invitations.invite(ada, invited)).toMatchObject({ refusal: { code: "conflict" } });
  });

  test("take no name that passes for somebody's, and the link stays good for another", async () => {
    await auth.seedAccount(ADA);
    const made = await auth.invitations.invite(await (await signedIn("ada@example.test")).person(), invited);
    const link = linkIn(made.ok ? made.value.path : null);
    const joining = async (name: string): Promise<string> => {
      const joined = await auth.invitations.join({ link, name, password: PASSWORD }, browser().headers());
      return joined.ok ? "in" : `${joined.refusal.code} ${joined.refusal.places?.[0]?.message ?? ""}`;
    };
    expect(await joining("Ada Osei")).toBe("conflict is taken");
    expect(await joining("ÁDA  osei")).toBe("conflict looks like somebody else's");
    // one Cyrillic letter
    expect(await joining("Ad\u0430 Osei")).toBe("invalid must not mix letters of several alphabets within a word");
    expect(await joining("Ada Osei, at night")).toBe("in");
  });

  test("can be withdrawn", async () => {
    await auth.seedAccount(ADA);
    const made = await auth.invitations.invite(await (await signedIn("ada@example.test")).person(), invited);
    const [open] = (await auth.invitations.list()).invitations;
    expect(await auth.invitations.withdraw(BY, open?.id ?? "")).toMatchObject({ ok: true });
    const body = { link: linkIn(made.ok ? made.value.path : null), name: "New", password: PASSWORD };
    expect(await auth.invitations.join(body, browser().headers())).toMatchObject({ refusal: { code: "not_found" } });
  });
});

describe("signing in", () => {
  beforeEach(async () => void (await auth.seedAccount(ADA)));

  test("knows the person, however the address is written, and confirms the password", async () => {
    const page = await signedIn("ada@example.test");
    const person = await page.person();
    expect(person.account).toMatchObject({ name: "Ada Osei", role: "admin", email: "ada@example.test" });
    expect(Math.abs(Date.now() - person.confirmedAt)).toBeLessThan(10_000);
  });

  test("says the same of a wrong password, an unknown address and something that is none", async () => {
    const answers = await Promise.all([
      browser().signIn("ada@example.test", "wrong"),
      browser().signIn("nobody@example.test"),
      browser().signIn("not an address"),
    ]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: false, refusal: { code: "unauthenticated" } });
  });

  test("is refused after a handful of wrong tries, for a minute, and from elsewhere still works", async () => {
    for (let tries = 0; tries < 8; tries++) await browser().signIn("ada@example.test", "wrong");
    expect(await browser().signIn("ada@example.test")).toMatchObject({ refusal: { code: "too_many" } });
    expect(await browser("10.0.0.2").signIn("ada@example.test")).toMatchObject({ ok: true });
    clock.now += 61_000;
    expect(await browser().signIn("ada@example.test")).toMatchObject({ ok: true });
  });

  test("lock-out: 11 wrong tries write for eight, and the wait that is told is true", async () => {
    const at = clock.now;
    for (let tries = 0; tries < 8; tries++) await browser().signIn("ada@example.test", "wrong");
    const rows = async (): Promise<unknown> =>
      (await testAuth.database.pool.query("select * from attempt order by key")).rows;
    const before = await rows();
    clock.now = at + 20_000;
    for (let tries = 0; tries < 3; tries++)
      expect(await browser().signIn("ada@example.test", "wrong")).toMatchObject({
        refusal: { code: "too_many", retryAfterSeconds: 40 },
      });
    expect(await rows()).toEqual(before);
    clock.now = at + 59_000;
    expect(await browser().signIn("ada@example.test")).toMatchObject({ ok: false });
    clock.now = at + 60_001;
    expect(await browser().signIn("ada@example.test")).toMatchObject({ ok: true });
  });

  test("lock-out: many who guess from many addresses do not lock out who has signed in from theirs", async () => {
    expect(await browser("192.0.2.1").signIn("ada@example.test")).toMatchObject({ ok: true });
    await testAuth.database.pool.query("delete from attempt");
    // as a hundred others would leave it
    await testAuth.database.pool.query("insert into attempt (key, count, since) values ($1, 100, $2)", [
      "sign-in ada@example.test",
      new Date(clock.now),
    ]);
    expect(await browser("10.1.1.1").signIn("ada@example.test")).toMatchObject({ refusal: { code: "too_many" } });
    expect(await browser("192.0.2.1").signIn("ada@example.test")).toMatchObject({ ok: true });
  });

  test("says that an account is disabled only to whoever knows its password", async () => {
    const id = await auth.seedAccount(LIN);
    await auth.people.change(BY, id, { disabled: true });
    expect(await browser().signIn("mei@example.test")).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await browser().signIn("mei@example.test", "wrong")).toMatchObject({ refusal: { code: "unauthenticated" } });
    await auth.people.change(BY, id, { disabled: false });
    expect(await browser().signIn("mei@example.test")).toMatchObject({ ok: true });
  });

  test("gives a cookie that no script reads, and that is Secure where the browser speaks https", async () => {
    const headers = new Headers({ origin: "https://holdpoint.example", host: "holdpoint.example" });
    const answer = await auth.session.signIn({ email: "ada@example.test", password: PASSWORD }, headers);
    const cookie = answer.ok ? answer.value.cookies.find((one) => one.startsWith("holdpoint.session_token")) : "";
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/; Secure/);
  });

  test("leaves no way to sign up by oneself", async () => {
    for (const path of ["sign-up/email", "update-user", "list-sessions", "sign-in/email", "get-session"]) {
      const request = new Request(`http://127.0.0.1:3000/api/auth/${path}`, { method: "POST", body: "{}" });
      expect((await auth.handler(request)).status, path).toBe(404);
    }
  });

  test("ends by signing out", async () => {
    const page = await signedIn("ada@example.test");
    await auth.session.signOut(page.headers());
    expect(await page.who()).toEqual({ kind: "nobody" });
  });

  test("ignores a cookie with another signature", async () => {
    const page = await signedIn("ada@example.test");
    const cookie = (page.headers().get("cookie") ?? "").replace(/token=[^.]+/, "token=forged");
    expect(await auth.identify(new Headers({ cookie }))).toEqual({ kind: "nobody" });
  });
});

describe("the password once more", () => {
  test("confirms the session, and is refused after a handful of wrong tries", async () => {
    await auth.seedAccount(ADA);
    const page = await signedIn("ada@example.test");
    const person = await page.person();
    clock.now += 20 * 60_000;
    expect(await auth.session.confirm(person, { password: PASSWORD }, page.headers())).toEqual({
      ok: true,
      value: { confirmedUntil: clock.now + 15 * 60_000 },
    });
    expect((await page.person()).confirmedAt).toBe(clock.now);
    for (let tries = 0; tries < 8; tries++)
      expect(await auth.session.confirm(person, { password: "wrong" }, page.headers())).toMatchObject({
        refusal: { code: "invalid" },
      });
    expect(await auth.session.confirm(person, { password: PASSWORD }, page.headers())).toMatchObject({
      refusal: { code: "too_many" },
    });
  });

  test("changes it, which ends every other session", async () => {
    await auth.seedAccount(ADA);
    const [here, there] = [await signedIn("ada@example.test"), await signedIn("ada@example.test")];
    const change = { current: "wrong", next: "another long password" };
    expect(await auth.session.changePassword(await here.person(), change)).toMatchObject({ ok: false });
    expect(await there.who()).toMatchObject({ kind: "person" });
    await auth.session.changePassword(await here.person(), { ...change, current: PASSWORD });
    expect(await there.who()).toEqual({ kind: "nobody" });
    expect(await here.who()).toMatchObject({ kind: "person" });
    expect(await browser().signIn("ada@example.test")).toMatchObject({ ok: false });
    expect(await browser().signIn("ada@example.test", change.next)).toMatchObject({ ok: true });
  });
});

describe("sessions", () => {
  test("are listed without their tokens, and end one by one or all others", async () => {
    await auth.seedAccount(ADA);
    const pages = [
      await signedIn("ada@example.test"),
      await signedIn("ada@example.test"),
      await signedIn("ada@example.test"),
    ] as const;
    const person = await pages[0].person();
    const { sessions } = await auth.session.list(person);
    expect(sessions).toHaveLength(3);
    expect(sessions.filter(({ current }) => current).map(({ id }) => id)).toEqual([person.sessionId]);
    expect(JSON.stringify(sessions)).not.toContain("token");
    const before = testAuth.changes.count;
    await auth.session.end(person, (await pages[1].person()).sessionId);
    expect(testAuth.changes.count).toBeGreaterThan(before);
    expect(await pages[1].who()).toEqual({ kind: "nobody" });
    await auth.session.endOthers(person);
    expect(await pages[2].who()).toEqual({ kind: "nobody" });
    expect(await pages[0].who()).toMatchObject({ kind: "person" });
  });

  test("of somebody else cannot be ended", async () => {
    await auth.seedAccount(ADA);
    await auth.seedAccount(LIN);
    const mei = await signedIn("mei@example.test");
    const ada = await (await signedIn("ada@example.test")).person();
    const ended = await auth.session.end(ada, (await mei.person()).sessionId);
    expect(ended).toMatchObject({ refusal: { code: "not_found" } });
    expect(await mei.who()).toMatchObject({ kind: "person" });
  });

  test("go on while the database is away", async () => {
    await auth.seedAccount(ADA);
    const page = await signedIn("ada@example.test");
    await page.person();
    await testAuth.database.pool.query("alter table session rename to session_gone");
    expect(await page.who()).toMatchObject({ kind: "person" });
    await testAuth.database.pool.query("alter table session_gone rename to session");
  });
});
