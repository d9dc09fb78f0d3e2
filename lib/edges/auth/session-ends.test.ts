import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADA, BY, openTestAuth, type AuthUnderTest } from "#testing/an-auth";

const MEI = { ...ADA, name: "Mei Lin", email: "mei@example.test", role: "lead" } as const;
const DAY_MS = 24 * 3_600_000;

let held: AuthUnderTest;
let mei: string;
beforeEach(async () => {
  held = await openTestAuth();
  await held.auth.seedAccount(ADA);
  mei = await held.auth.seedAccount(MEI);
});
afterEach(async () => await held.database.close());

type Browser = Awaited<ReturnType<AuthUnderTest["signedIn"]>>;

/** As if the database were gone: nothing can be read or written any more. */
async function loseDatabase(): Promise<void> {
  await held.database.pool.query("alter table session rename to session_away");
  await held.database.pool.query("alter table display rename to display_away");
}

async function isRemembered(page: Browser): Promise<boolean> {
  return await page.who().then(
    ({ kind }) => kind !== "nobody",
    () => false,
  );
}

/** Browsers that were seen, so that their answers are remembered. */
async function seen(...emails: readonly string[]): Promise<readonly Browser[]> {
  return await Promise.all(
    emails.map(async (email) => {
      const page = await held.signedIn(email);
      await page.person();
      return page;
    }),
  );
}

// case away-sessions
describe("a session that has ended, while the database is away", () => {
  const NEXT = "another quiet harbour";
  const ENDINGS: Readonly<Record<string, (page: Browser) => Promise<unknown>>> = {
    "by signing out": (page) => held.auth.session.signOut(page.headers()),
    "with an account that was disabled": () => held.auth.people.change(BY, mei, { disabled: true }),
    "with a role that changed": () => held.auth.people.change(BY, mei, { role: "executive" }),
    "by a new password through a link": async () => {
      const made = await held.auth.resets.make(BY, mei);
      const link = made.ok ? (made.value.path.split("link=")[1] ?? "") : "";
      expect(await held.auth.resets.use({ link, password: NEXT }, held.browser().headers())).toMatchObject({
        ok: true,
      });
    },
    "from another browser": async (page) => {
      const [other] = await seen(MEI.email);
      await held.auth.session.end((await other?.person()) ?? BY, (await page.person()).sessionId);
    },
    "with all others": async () => {
      const [other] = await seen(MEI.email);
      await held.auth.session.endOthers((await other?.person()) ?? BY);
    },
    "by a change of the password elsewhere": async () => {
      const [other] = await seen(MEI.email);
      const person = (await other?.person()) ?? BY;
      const changed = await held.auth.session.changePassword(person, { current: MEI.password, next: NEXT });
      expect(changed).toMatchObject({ ok: true });
    },
  };

  test.each(Object.keys(ENDINGS))("is forgotten: %s", async (how) => {
    const [page, ada] = await seen(MEI.email, ADA.email);
    if (!page || !ada) throw new Error("nobody signed in");
    await ENDINGS[how]?.(page);
    await loseDatabase();
    expect(await isRemembered(page)).toBe(false);
    expect(await isRemembered(ada)).toBe(true);
  });

  test("is forgotten though signing out could not be written down", async () => {
    const [page] = await seen(MEI.email);
    if (!page) throw new Error("nobody signed in");
    await loseDatabase();
    expect(await isRemembered(page)).toBe(true);
    await expect(held.auth.session.signOut(page.headers())).rejects.toThrow(/session/);
    expect(await isRemembered(page)).toBe(false);
  });

  test("is forgotten here when another node ended it and this one has looked since", async () => {
    const [page, ada] = await seen(MEI.email, ADA.email);
    if (!page || !ada) throw new Error("nobody signed in");
    await held.database.pool.query("delete from session where user_id = $1", [mei]);
    await held.auth.stillValid([]);
    await loseDatabase();
    expect([await isRemembered(page), await isRemembered(ada)]).toEqual([false, true]);
  });

  test("is not remembered past its end", async () => {
    const [page] = await seen(MEI.email);
    if (!page) throw new Error("nobody signed in");
    await loseDatabase();
    held.clock.now += DAY_MS - 60_000;
    expect(await isRemembered(page)).toBe(true);
    held.clock.now += 2 * 60_000;
    expect(await isRemembered(page)).toBe(false);
  });
});

test("a display that was revoked is forgotten while the database is away", async () => {
  const token = "a-display-token";
  const { rows } = await held.database.pool.query<{ id: string }>(
    "insert into display (name, token_hash) values ('Wall', encode(sha256($1::bytea), 'hex')) returning id",
    [token],
  );
  const wall = new Headers({ authorization: `Bearer ${token}` });
  expect(await held.auth.identify(wall)).toMatchObject({ kind: "display" });
  await held.auth.displays.revoke(BY, rows[0]?.id ?? "");
  await loseDatabase();
  await expect(held.auth.identify(wall)).rejects.toThrow(/display/);
});

describe("a session ends by itself", () => {
  test("a day after it was last used", async () => {
    const page = await held.signedIn(MEI.email);
    held.clock.now += DAY_MS - 60_000;
    expect(await page.who()).toMatchObject({ kind: "person" });
    held.clock.now += 2 * 60_000;
    expect(await page.who()).toEqual({ kind: "nobody" });
  });

  test("14 days after the password was last given, however often it is used; giving it again starts anew", async () => {
    const page = await held.signedIn(MEI.email);
    const { sessionId } = await page.person();
    const use = (): Promise<unknown> =>
      held.database.pool.query("update session set expires_at = $2 where id = $1", [
        sessionId,
        new Date(held.clock.now + DAY_MS),
      ]);
    held.clock.now += 13 * DAY_MS;
    await use();
    await held.auth.session.confirm(await page.person(), { password: MEI.password }, page.headers());
    held.clock.now += 2 * DAY_MS;
    await use();
    expect(await page.who()).toMatchObject({ kind: "person" });
    expect(await held.auth.stillValid([sessionId])).toContain(sessionId);
    held.clock.now += 12 * DAY_MS;
    await use();
    expect(await page.who()).toEqual({ kind: "nobody" });
    expect(await held.auth.stillValid([sessionId])).not.toContain(sessionId);
    expect(await page.who()).toEqual({ kind: "nobody" });
    const ended = await held.auth.security.list({ before: null, limit: 9, types: ["session_ended"], text: "" });
    expect(ended).toMatchObject([{ about: MEI.email, detail: "It was too old." }]);
  });
});

describe("of an account that somebody broke", () => {
  test("a name that no event could hold locks nobody out", async () => {
    await held.database.pool.query("update \"user\" set name = '' where id = $1", [mei]);
    const page = await held.signedIn(MEI.email);
    expect(await page.who()).toMatchObject({ kind: "person", account: { id: mei, name: "No name" } });
  });

  test("a role that there is not is said to whoever signs in", async () => {
    await held.database.pool.query("update \"user\" set role = 'god' where id = $1", [mei]);
    const answer = await held.auth.session.signIn({ email: MEI.email, password: MEI.password }, new Headers());
    expect(answer).toMatchObject({
      refusal: {
        code: "forbidden",
        message: "The role of this account cannot be read. An administrator can set it again.",
      },
    });
  });
});
