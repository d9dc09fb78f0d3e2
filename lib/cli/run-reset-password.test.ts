import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SIGNING_KEY } from "#testing/a-log-signing";
import { ADA, openTestAuth, type AuthUnderTest } from "#testing/an-auth";
import { runResetPassword } from "./run-reset-password.ts";

const NEXT = "another battery staple";

let held: AuthUnderTest;
beforeEach(async () => {
  held = await openTestAuth();
  await held.auth.seedAccount(ADA);
});
afterEach(() => held.database.close());

const linkIn = (text: string): string => text.split("link=")[1] ?? "";

describe("holdpoint reset-password", () => {
  test("prints a link for the only administrator", async () => {
    const said = await runResetPassword(
      { DATABASE_URL: held.database.url, HOLDPOINT_SIGNING_KEY: SIGNING_KEY },
      "Ada@Example.test",
    );
    expect(said).toEqual({
      text: expect.stringMatching(/^Open within an hour, once: http:\/\/127\.0\.0\.1:3000\/reset\?link=\S+$/),
      exitCode: 0,
    });
    const used = await held.auth.resets.use({ link: linkIn(said.text), password: NEXT }, held.browser().headers());
    expect(used).toMatchObject({ ok: true });
    expect(await held.browser().signIn(ADA.email, NEXT)).toMatchObject({ ok: true });
    const events = await held.auth.security.list({ before: null, limit: 9, types: ["reset_link_made"], text: "" });
    expect(events).toMatchObject([{ about: ADA.email, by: null, detail: "At the terminal." }]);
  });

  test("the link leads where browsers open Holdpoint", async () => {
    const variables = {
      DATABASE_URL: held.database.url,
      HOLDPOINT_SIGNING_KEY: SIGNING_KEY,
      HOLDPOINT_PUBLIC_URL: "https://example.com/holdpoint/",
    };
    const { text } = await runResetPassword(variables, ADA.email);
    expect(text).toMatch(/once: https:\/\/example\.com\/holdpoint\/reset\?link=\S+$/);
  });

  test("says so of an address without an account", async () => {
    const said = await runResetPassword(
      { DATABASE_URL: held.database.url, HOLDPOINT_SIGNING_KEY: SIGNING_KEY },
      "eve@example.test",
    );
    expect(said).toEqual({ text: "There is no account eve@example.test.", exitCode: 1 });
  });
});
