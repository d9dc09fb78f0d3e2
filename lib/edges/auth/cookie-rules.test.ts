import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { publicUrlOf } from "#edges/public-url";
import { ADA, openTestAuth, PASSWORD, type AuthUnderTest } from "#testing/an-auth";
import { cookieRulesOf } from "./cookie-rules.ts";

const CASES = [
  ["https://war.example.com", "__Host-", "/", true],
  ["https://example.com/holdpoint", "__Secure-", "/holdpoint", true],
  ["http://war.example.com/holdpoint", "", "/holdpoint", false],
  [null, "", "/", false],
] as const;

describe.each(CASES)("at %s", (url, prefix, path, isSecure) => {
  let held: AuthUnderTest;
  beforeEach(async () => {
    held = await openTestAuth({ cookies: cookieRulesOf(url === null ? null : publicUrlOf(url)) });
    await held.auth.seedAccount(ADA);
  });
  afterEach(() => held.database.close());

  function expectCookie(cookie: string, name: string): void {
    expect(cookie).toMatch(new RegExp(`^${prefix}${name.replace(".", "\\.")}=`));
    const flags = cookie.split("; ").slice(1);
    expect(flags).toContain(`Path=${path}`);
    expect(flags).toContain("HttpOnly");
    expect(flags.filter((flag) => flag === "Secure")).toHaveLength(isSecure ? 1 : 0);
    expect(cookie).not.toMatch(/domain=/i);
  }

  test("a session's cookie, and its end", async () => {
    const browser = held.browser();
    const answer = await held.auth.session.signIn({ email: ADA.email, password: PASSWORD }, browser.headers());
    const cookies = answer.ok ? answer.value.cookies : [];
    expectCookie(cookies[0] ?? "", "holdpoint.session_token");
    browser.take(cookies);
    expect((await browser.who()).kind).toBe("person");
    const left = await held.auth.session.signOut(browser.headers());
    expectCookie(left.cookies[0] ?? "", "holdpoint.session_token");
    expect(left.cookies[0]).toMatch(/Max-Age=0/);
  });

  test("a display's, from its code on", async () => {
    const [wall, ada] = [held.browser(), await held.signedIn(ADA.email)];
    const begun = await held.auth.displays.begin(wall.headers());
    if (!begun.ok || begun.value.pairing.state !== "waiting") throw new Error("no code");
    expectCookie(begun.value.cookies[0] ?? "", "holdpoint_pairing");
    wall.take(begun.value.cookies);
    await held.auth.displays.approve(await ada.person(), { code: begun.value.pairing.code, name: "Left" });
    const { cookies } = await held.auth.displays.poll(wall.headers());
    expectCookie(cookies[0] ?? "", "holdpoint_display");
    wall.take(cookies);
    expect(await wall.who()).toMatchObject({ kind: "display", name: "Left" });
  });
});

test("a wall that was paired before the public address was set is still let in; people sign in once more", async () => {
  const held = await openTestAuth({ cookies: cookieRulesOf(publicUrlOf("https://war.example.com")) });
  try {
    await held.auth.seedAccount(ADA);
    const [wall, ada] = [held.browser(), await held.signedIn(ADA.email)];
    const asBefore = (cookies: readonly string[]): readonly string[] =>
      cookies.map((cookie) => cookie.replace(/^__Host-/, ""));
    const begun = await held.auth.displays.begin(wall.headers());
    if (!begun.ok || begun.value.pairing.state !== "waiting") throw new Error("no code");
    wall.take(begun.value.cookies);
    await held.auth.displays.approve(await ada.person(), { code: begun.value.pairing.code, name: "Left" });
    const old = held.browser();
    old.take(asBefore((await held.auth.displays.poll(wall.headers())).cookies));
    expect(await old.who()).toMatchObject({ kind: "display", name: "Left" });
    const answer = await held.auth.session.signIn({ email: ADA.email, password: PASSWORD }, old.headers());
    const person = held.browser();
    person.take(asBefore(answer.ok ? answer.value.cookies : []));
    expect((await person.who()).kind).toBe("nobody");
  } finally {
    await held.database.close();
  }
});
