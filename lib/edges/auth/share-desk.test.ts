import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADA, BY, openTestAuth, type AuthUnderTest } from "#testing/an-auth";

const HOUR_MS = 3_600_000;

let held: AuthUnderTest;
beforeEach(async () => {
  held = await openTestAuth();
  await held.auth.seedAccount(ADA);
});
afterEach(async () => await held.database.close());

async function aLink(hours = 8): Promise<string> {
  const made = await held.auth.shares.make(await (await held.signedIn(ADA.email)).person(), {
    name: "The board",
    hours,
  });
  if (!made.ok) throw new Error(made.refusal.message);
  return made.value.path.replace("/share/", "");
}
const look = (token: string, peer?: string): Promise<string> =>
  held.auth.shares.look(token, held.browser(peer).headers());

describe("a link to the summary", () => {
  test("is open until it expires", async () => {
    const token = await aLink();
    held.clock.now += 8 * HOUR_MS - 1;
    expect(await look(token)).toBe("open");
    held.clock.now += 1;
    expect(await look(token)).toBe("expired");
    expect(await held.auth.shares.list()).toEqual({ shares: [] });
  });

  test("is closed at once when it is revoked, and only then once", async () => {
    const token = await aLink();
    const [listed] = (await held.auth.shares.list()).shares;
    expect(listed).toMatchObject({ name: "The board", madeBy: "Ada Osei", seenAt: null });
    const { id = "" } = listed ?? {};
    expect(await held.auth.shares.revoke(BY, id)).toMatchObject({ ok: true });
    expect(await look(token)).toBe("revoked");
    expect(await held.auth.shares.revoke(BY, id)).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("lets nobody in anywhere else, and its token is not in the database", async () => {
    const token = await aLink();
    const stranger = new Headers({ authorization: `Bearer ${token}`, cookie: `holdpoint_display=${token}` });
    expect((await held.auth.identify(stranger)).kind).toBe("nobody");
    const { rows } = await held.database.pool.query<{ row: string }>(
      "select to_jsonb(s)::text as row from share_link s",
    );
    expect(rows.map(({ row }) => row.includes(token))).toEqual([false]);
  });

  test("cannot be guessed by trying: after many tries from one place it says so", async () => {
    const said = new Set<string>();
    for (let i = 0; i < 70; i += 1) said.add(await look(`guess-${i}`, "10.0.0.9"));
    expect([...said]).toEqual(["unknown", "busy"]);
  });

  test("share-guess: a link that there is opens whatever was guessed from there", async () => {
    const token = await aLink();
    for (let i = 0; i < 70; i += 1) await look(`guess-${i}`, "10.0.0.8");
    expect(await look(token, "10.0.0.8")).toBe("open");
  });
});
