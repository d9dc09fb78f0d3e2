import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADA, BY, openTestAuth, TERMINAL_TOKEN, type AuthUnderTest } from "#testing/an-auth";

type Screen = ReturnType<AuthUnderTest["browser"]>;
let testAuth: AuthUnderTest;
let auth: AuthUnderTest["auth"];
let ada: Awaited<ReturnType<Screen["person"]>>;
beforeEach(async () => {
  testAuth = await openTestAuth();
  ({ auth } = testAuth);
  await auth.seedAccount(ADA);
  ada = await (await testAuth.signedIn("ada@example.test")).person();
});
afterEach(async () => await testAuth.database.close());

async function showCode(screen: Screen): Promise<string> {
  const begun = await auth.displays.begin(screen.headers());
  if (!begun.ok || begun.value.pairing.state !== "waiting") throw new Error("no code");
  screen.take(begun.value.cookies);
  return begun.value.pairing.code;
}

async function poll(screen: Screen): Promise<string> {
  const { pairing, cookies } = await auth.displays.poll(screen.headers());
  screen.take(cookies);
  return pairing.state;
}

describe("pairing a display", () => {
  test("lets the screen in under its name, once an administrator typed its code", async () => {
    const screen = testAuth.browser();
    const code = await showCode(screen);
    expect(code).toMatch(/^[ACDEFHJKMNPRTWXY34679]{6}$/);
    expect(await poll(screen)).toBe("waiting");
    expect(await screen.who()).toEqual({ kind: "nobody" });
    const approved = await auth.displays.approve(ada, { code, name: "Left wall" });
    expect(approved).toMatchObject({ ok: true, value: { name: "Left wall" } });
    expect(await poll(screen)).toBe("paired");
    expect(await screen.who()).toMatchObject({ kind: "display", name: "Left wall" });
    expect(await poll(screen)).toBe("none");
    expect(await auth.displays.list()).toMatchObject({
      displays: [{ name: "Left wall", pairedBy: "Ada Osei", pairedAt: testAuth.clock.now, seenAt: testAuth.clock.now }],
    });
  });

  test("does so once per code, and for no other screen", async () => {
    const [screen, other] = [testAuth.browser(), testAuth.browser()];
    const code = await showCode(screen);
    await showCode(other);
    await auth.displays.approve(ada, { code, name: "Left wall" });
    expect(await poll(other)).toBe("waiting");
    const again = await auth.displays.approve(ada, { code, name: "Another" });
    expect(again).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("gives a code for ten minutes", async () => {
    const screen = testAuth.browser();
    const code = await showCode(screen);
    testAuth.clock.now += 10 * 60_000;
    expect(await poll(screen)).toBe("none");
    expect(await auth.displays.approve(ada, { code, name: "Late" })).toMatchObject({ refusal: { code: "not_found" } });
    expect(await showCode(screen)).not.toBe(code);
    expect(await poll(screen)).toBe("waiting");
  });

  test("is refused to whoever asks for codes without end", async () => {
    for (let codes = 0; codes < 30; codes++) await showCode(testAuth.browser());
    const refused = await auth.displays.begin(testAuth.browser().headers());
    expect(refused).toMatchObject({ refusal: { code: "too_many" } });
    expect(await auth.displays.begin(testAuth.browser("10.0.0.9").headers())).toMatchObject({ ok: true });
  });

  test("keeps no token in the database", async () => {
    const screen = testAuth.browser();
    await auth.displays.approve(ada, { code: await showCode(screen), name: "Left wall" });
    await poll(screen);
    const token = /holdpoint_display=([^;]+)/.exec(screen.headers().get("cookie") ?? "")?.[1] ?? "";
    expect(token.length).toBeGreaterThan(20);
    const rows = await testAuth.database.pool.query("select * from display, display_pairing");
    expect(JSON.stringify(rows.rows)).not.toContain(token);
  });
});

describe("a display", () => {
  async function paired(): Promise<Screen> {
    const screen = testAuth.browser();
    await auth.displays.approve(ada, { code: await showCode(screen), name: "Left wall" });
    await poll(screen);
    return screen;
  }

  test("that is revoked is out at once", async () => {
    const screen = await paired();
    const [display] = (await auth.displays.list()).displays;
    const before = testAuth.changes.count;
    expect(await auth.displays.revoke(BY, display?.id ?? "")).toMatchObject({ ok: true });
    expect(testAuth.changes.count).toBeGreaterThan(before);
    expect(await screen.who()).toEqual({ kind: "nobody" });
    expect(await auth.displays.list()).toEqual({ displays: [] });
    expect(await auth.displays.revoke(BY, "no such thing")).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("is let in by its token in a header too, and stays for years", async () => {
    const screen = await paired();
    const token = /holdpoint_display=([^;]+)/.exec(screen.headers().get("cookie") ?? "")?.[1] ?? "";
    testAuth.clock.now += 3 * 365 * 24 * 3_600_000;
    const asked = new Headers({ authorization: `bearer ${token}` });
    expect(await auth.identify(asked)).toMatchObject({ kind: "display", name: "Left wall" });
    expect(await auth.identify(new Headers({ authorization: "Bearer something-else" }))).toEqual({ kind: "nobody" });
  });

  test("by the terminal's link needs no row, and a person in the same browser comes first", async () => {
    const page = testAuth.browser();
    page.take([`holdpoint_display=${TERMINAL_TOKEN}`]);
    expect(await page.who()).toEqual({ kind: "display", id: "terminal", name: "Paired by link" });
    await page.signIn("ada@example.test");
    expect(await page.who()).toMatchObject({ kind: "person" });
    await auth.session.signOut(page.headers());
    expect(await page.who()).toMatchObject({ kind: "display", id: "terminal" });
  });

  test("goes on while the database is away", async () => {
    const screen = await paired();
    await screen.who();
    await testAuth.database.pool.query("alter table display rename to display_gone");
    expect(await screen.who()).toMatchObject({ kind: "display", name: "Left wall" });
    await expect(auth.identify(new Headers({ authorization: "Bearer unknown-token" }))).rejects.toThrow();
  });
});
