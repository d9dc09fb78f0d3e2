import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADA, openTestAuth, type AuthUnderTest } from "#testing/an-auth";
import { runVerifySecurityLog } from "./run-verify-security-log.ts";

let held: AuthUnderTest;
beforeEach(async () => {
  held = await openTestAuth();
  await held.auth.seedAccount(ADA);
});
afterEach(() => held.database.close());

const verify = (): ReturnType<typeof runVerifySecurityLog> => runVerifySecurityLog({ DATABASE_URL: held.database.url });

describe("holdpoint verify-log --security", () => {
  test("says how many events there are, and that each is as it was written", async () => {
    expect(await verify()).toEqual({ text: "security log: 0 events, all as written", exitCode: 0 });
    await held.signedIn(ADA.email);
    expect(await verify()).toEqual({
      text: expect.stringMatching(/^security log: 1 event, all as written, head [0-9a-f]{64}$/),
      exitCode: 0,
    });
  });

  test("names what was changed in the database, and ends with code 1", async () => {
    await held.signedIn(ADA.email);
    await held.signedIn(ADA.email);
    await held.database.pool.query("update security_event set body = replace(body, 'ada@', 'eve@') where seq = 1");
    expect(await verify()).toEqual({
      text: expect.stringMatching(
        /^security log: 2 events, not as written, head \S+\n {2}Security event 1 was changed, or stands in another's place[.]$/,
      ),
      exitCode: 1,
    });
  });

  test("says so of an address that is none", async () => {
    expect(await runVerifySecurityLog({ DATABASE_URL: "mysql://x" })).toMatchObject({ exitCode: 2 });
  });
});
