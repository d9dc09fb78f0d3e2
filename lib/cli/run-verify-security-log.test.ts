import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADA, openTestAuth, type AuthUnderTest } from "#testing/an-auth";
import { runVerifyLog, type VerifyLogOptions } from "./run-verify-log.ts";
import { runVerifySecurityLog } from "./run-verify-security-log.ts";

let held: AuthUnderTest;
beforeEach(async () => {
  held = await openTestAuth();
  await held.auth.seedAccount(ADA);
});
afterEach(() => held.database.close());

/** From a folder that holds neither a key nor heads. */
const verify = (options?: VerifyLogOptions): ReturnType<typeof runVerifySecurityLog> =>
  runVerifySecurityLog({ DATABASE_URL: held.database.url, HOLDPOINT_DATA: "/nowhere" }, options);

describe("holdpoint verify-log --security", () => {
  test("says how many events there are, that each is as it was written, and who signed the last", async () => {
    expect(await verify()).toEqual({ text: "security log: 0 events, all as written", exitCode: 0 });
    await held.signedIn(ADA.email);
    const { id, publicKey } = held.signing.key;
    expect(await verify({ publicKey })).toEqual({
      text: expect.stringMatching(
        new RegExp(`^security log: 1 event, all as written, signed with key ${id}, head hp1\\.[0-]+\\.1\\.\\S+$`),
      ),
      exitCode: 0,
    });
    expect((await verify()).text).toContain("signature not checked: no public key is known here");
  });

  test("holds it against a head of earlier, which is no rollout's", async () => {
    await held.signedIn(ADA.email);
    const { publicKey } = held.signing.key;
    const since = / head (\S+)$/.exec((await verify({ publicKey })).text)?.[1];
    await held.signedIn(ADA.email);
    expect(await verify({ publicKey, since })).toMatchObject({ exitCode: 0 });
    const rollouts = await runVerifyLog({ DATABASE_URL: held.database.url, HOLDPOINT_DATA: "/nowhere" }, { since });
    expect(rollouts).toEqual({ text: "The head of --since is the security log's: add --security.", exitCode: 2 });
    await held.database.pool.query("delete from security_event");
    await held.database.pool.query("update security_head set seq = 0, hash = '', signature = null");
    expect(await verify({ publicKey, since })).toMatchObject({
      text: expect.stringMatching(/\n {2}Event 1 is missing at the end of the log, and event 1 was signed at /),
      exitCode: 1,
    });
  });

  test("names what was changed in the database, and ends with code 1", async () => {
    await held.signedIn(ADA.email);
    await held.signedIn(ADA.email);
    await held.database.pool.query("update security_event set body = replace(body, 'ada@', 'eve@') where seq = 1");
    expect(await verify()).toEqual({
      text: expect.stringMatching(
        /^security log: 2 events, not as written, signature not checked: .+, head \S+\n {2}Security event 1 was changed, or stands in another's place[.]$/,
      ),
      exitCode: 1,
    });
  });

  test("says so of an address that is none", async () => {
    expect(await runVerifySecurityLog({ DATABASE_URL: "mysql://x" })).toMatchObject({ exitCode: 2 });
  });
});
