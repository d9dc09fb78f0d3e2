import { afterEach, beforeEach, expect, test } from "vitest";
import { SIGNING_KEY } from "#testing/a-log-signing";
import { ADA, openTestAuth, PASSWORD, type AuthUnderTest } from "#testing/an-auth";
import { checkSecurityLog } from "#edges/auth/security-log";
import { SoftPasskey } from "#testing/a-passkey";
import { codeOf } from "#testing/an-authenticator";
import { runResetSecondFactor } from "./run-reset-second-factor.ts";

let held: AuthUnderTest;
beforeEach(async () => {
  held = await openTestAuth();
  await held.auth.seedAccount(ADA);
});
afterEach(() => held.database.close());

test("holdpoint reset-second-factor lets the only administrator in by the password again, and logs it", async () => {
  const { auth } = held;
  const page = await held.signedIn(ADA.email);
  const begun = await auth.secondFactors.begin(await page.person(), { password: PASSWORD }, page.headers());
  const code = codeOf(begun.ok ? begun.value.key : "");
  const proven = await auth.secondFactors.prove(await page.person(), { code }, page.headers());
  page.take(proven.ok ? proven.value.cookies : []);
  const at = page.headers();
  at.set("host", "localhost:3000");
  const options = await auth.passkeys.begin(await page.person(), at);
  const made = options.ok ? new SoftPasskey().make(options.value, "Laptop") : null;
  expect(made && (await auth.passkeys.add(await page.person(), made, at))).toMatchObject({ ok: true });
  expect(await held.browser().signIn(ADA.email)).toMatchObject({ value: { by: ["code", "passkey"] } });
  const variables = { DATABASE_URL: held.database.url, HOLDPOINT_SIGNING_KEY: SIGNING_KEY };
  expect(await runResetSecondFactor(variables, "Ada@Example.test")).toEqual({
    text: "The second factor of ada@example.test is reset, and every session ended: the password alone signs in.",
    exitCode: 0,
  });
  expect(await held.browser().signIn(ADA.email)).toMatchObject({ value: { codeNeeded: false } });
  expect(await runResetSecondFactor(variables, ADA.email)).toEqual({
    text: "Ada Osei has no second factor.",
    exitCode: 1,
  });
  expect(await runResetSecondFactor(variables, "eve@example.test")).toMatchObject({ exitCode: 1 });
  const nowhere = { DATABASE_URL: held.database.url, HOLDPOINT_DATA: "/nowhere" };
  expect((await runResetSecondFactor(nowhere, ADA.email)).text).toMatch(/^There is no key in \/nowhere /);
  expect((await checkSecurityLog(held.database.pool)).faults).toEqual([]);
  const events = await auth.security.list({ before: null, limit: 50, types: ["second_factor_reset"], text: "" });
  expect(events).toMatchObject([{ about: ADA.email, by: null, detail: "At the terminal." }]);
});
