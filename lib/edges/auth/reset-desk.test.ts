import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADA, BY, openTestAuth, type AuthUnderTest } from "#testing/an-auth";

const MEI = { ...ADA, name: "Mei Lin", email: "mei@example.test", role: "lead" } as const;
const NEXT = "another battery staple";

let held: AuthUnderTest;
let mei: string;
beforeEach(async () => {
  held = await openTestAuth();
  await held.auth.seedAccount(ADA);
  mei = await held.auth.seedAccount(MEI);
});
afterEach(async () => await held.database.close());

const linkIn = (text: string): string => text.split("link=")[1] ?? "";
async function aLink(id = mei): Promise<string> {
  const made = await held.auth.resets.make(await (await held.signedIn(ADA.email)).person(), id);
  if (!made.ok) throw new Error(made.refusal.message);
  return linkIn(made.value.path);
}

async function looked(link: string): Promise<string | null> {
  const found = await held.auth.resets.look(link, held.browser().headers());
  if (!found.ok) throw new Error(found.refusal.message);
  return found.value;
}

describe("a reset link", () => {
  test("share-guess: what is guessed by looking is counted by peer, and a link that there is always opens", async () => {
    const { resets } = held.auth;
    const [link, headers] = [await aLink(), held.browser("10.0.0.8").headers()];
    const said = new Set<string>();
    for (let i = 0; i < 40; i += 1) {
      const guessed = await resets.look(`guess-${i}`, headers);
      said.add(guessed.ok ? "nothing" : guessed.refusal.code);
    }
    expect([...said]).toEqual(["nothing", "too_many"]);
    expect(await resets.look(link, headers)).toEqual({ ok: true, value: MEI.email });
    expect(await looked("guess")).toBeNull();
  });

  test("sets a new password once, signs in, and ends every other session of that person only", async () => {
    const [before, admin] = [await held.signedIn(MEI.email), await held.signedIn(ADA.email)];
    const link = await aLink();
    expect(await looked(link)).toBe(MEI.email);
    const page = held.browser();
    const used = await held.auth.resets.use({ link, password: NEXT }, page.headers());
    if (used.ok) page.take(used.value.cookies);
    expect((await page.person()).account.email).toBe(MEI.email);
    expect([(await before.who()).kind, (await admin.who()).kind]).toEqual(["nobody", "person"]);
    expect(await held.browser().signIn(MEI.email)).toMatchObject({ refusal: { code: "unauthenticated" } });
    expect(await held.browser().signIn(MEI.email, NEXT)).toMatchObject({ ok: true });
    expect(await looked(link)).toBeNull();
    const again = await held.auth.resets.use({ link, password: NEXT }, page.headers());
    expect(again).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("works for one of those who use it at once", async () => {
    const link = await aLink();
    const uses = await Promise.all(
      [1, 2, 3].map(() => held.auth.resets.use({ link, password: NEXT }, held.browser().headers())),
    );
    expect(uses.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("is void after an hour, and when a newer one is made", async () => {
    const older = await aLink();
    const newer = await aLink();
    expect([await looked(older), await looked(newer)]).toEqual([null, MEI.email]);
    held.clock.now += 3_600_000;
    expect(await looked(newer)).toBeNull();
    const late = await held.auth.resets.use({ link: newer, password: NEXT }, held.browser().headers());
    expect(late).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("dies with a newer one, also when both are made at once", async () => {
    const admin = await (await held.signedIn(ADA.email)).person();
    for (let round = 0; round < 10; round++) {
      const made = await Promise.all([1, 2, 3].map(() => held.auth.resets.make(admin, mei)));
      const links = made.map((one) => (one.ok ? linkIn(one.value.path) : ""));
      const open = await Promise.all(links.map((link) => looked(link)));
      expect(open.filter((email) => email !== null)).toEqual([MEI.email]);
    }
  });

  test("is made for an account that is enabled", async () => {
    const admin = await (await held.signedIn(ADA.email)).person();
    const { resets, people } = held.auth;
    expect(await resets.make(admin, "nobody")).toMatchObject({ refusal: { code: "not_found" } });
    const link = await aLink();
    await people.change(BY, mei, { disabled: true });
    expect(await resets.make(admin, mei)).toMatchObject({ refusal: { code: "conflict" } });
    expect(await looked(link)).toBeNull();
  });
});
