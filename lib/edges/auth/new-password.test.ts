import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ADA, BY, openTestAuth, type AuthUnderTest } from "#testing/an-auth";
import { attemptsIn } from "./attempts.ts";
import { hashingNew } from "./new-password.ts";

const SENTENCE =
  "This password is among those that are tried first: use a longer phrase of words that nobody would guess.";
const GOOD = "another quiet harbour";
const MEI = { ...ADA, name: "Mei Lin", email: "mei.lin@example.test", role: "lead" } as const;

let held: AuthUnderTest;

const linkIn = (path: string | null): string => path?.split("link=")[1] ?? "";

/** What sets a password; each gives back what came of it, with a link or session that is used again. */
const DOORS: Readonly<Record<string, () => Promise<(password: string) => Promise<unknown>>>> = {
  "the first administrator's account": async () => {
    const link = linkIn(await held.auth.setupLink());
    const { name, email } = ADA;
    return (password) => held.auth.invitations.join({ link, name, email, password }, held.browser().headers());
  },
  "an invitation": async () => {
    await held.auth.seedAccount(ADA);
    const { name, email, role, discipline } = MEI;
    const made = await held.auth.invitations.invite(BY, { email, role, discipline });
    const link = linkIn(made.ok ? made.value.path : null);
    return (password) => held.auth.invitations.join({ link, name, password }, held.browser().headers());
  },
  "a reset link": async () => {
    const made = await held.auth.resets.make(BY, await held.auth.seedAccount(MEI));
    const link = linkIn(made.ok ? made.value.path : null);
    return (password) => held.auth.resets.use({ link, password }, held.browser().headers());
  },
  "a change of one's own": async () => {
    await held.auth.seedAccount(MEI);
    const person = await (await held.signedIn(MEI.email)).person();
    return (next) => held.auth.session.changePassword(person, { current: MEI.password, next });
  },
};

describe("a password that is tried first", () => {
  beforeEach(async () => (held = await openTestAuth()));
  afterEach(async () => await held.database.close());

  test.each(Object.keys(DOORS))("is refused with a sentence, and another taken by the same link: %s", async (door) => {
    const set = await DOORS[door]?.();
    const path = door === "a change of one's own" ? "next" : "password";
    expect(await set?.("Password123!")).toMatchObject({
      refusal: { code: "invalid", message: SENTENCE, places: [{ path }] },
    });
    expect(await set?.(GOOD)).toMatchObject({ ok: true });
  });

  test.each(["an invitation", "a reset link", "a change of one's own"])(
    "is the person's own name or address too: %s",
    async (door) => {
      const set = await DOORS[door]?.();
      for (const own of ["meilin2026", "mei.lin@example.test"])
        expect(await set?.(own), own).toMatchObject({ refusal: { code: "invalid" } });
    },
  );

  test("does not come off the account: who was refused signs in as before", async () => {
    const set = await DOORS["a change of one's own"]?.();
    await set?.("qwertyuiop12");
    expect(await held.browser().signIn(MEI.email)).toMatchObject({ ok: true });
    expect(await held.browser().signIn(MEI.email, "qwertyuiop12")).toMatchObject({ ok: false });
  });
});

describe("who goes on trying passwords that are refused", () => {
  beforeEach(async () => (held = await openTestAuth()));
  afterEach(async () => await held.database.close());

  test.each(["an invitation", "a reset link", "a change of one's own"])("waits a minute: %s", async (door) => {
    const set = await DOORS[door]?.();
    let last: unknown = null;
    for (let tries = 0; tries < 11; tries++) last = await set?.("Password123!");
    expect(last).toMatchObject({ refusal: { code: "too_many" } });
    held.clock.now += 61_000;
    expect(await set?.(GOOD)).toMatchObject({ ok: true });
  });
});

describe("of passwords", () => {
  let isTaken: (password: string) => Promise<boolean>;
  beforeAll(async () => {
    held = await openTestAuth();
    // a minute goes by between two
    let minute = 0;
    const hashOfNew = hashingNew(attemptsIn(held.database.pool, () => (minute += 61_000)));
    isTaken = async (password) => {
      const hash = await hashOfNew(password, MEI, "password");
      if (!hash.ok) expect(hash.refusal).toMatchObject({ code: "invalid", message: SENTENCE });
      return hash.ok;
    };
  });
  afterAll(async () => await held.database.close());

  test.each([
    "1234567890",
    "aaaaaaaaaaaa",
    "qwertyuiop12",
    "passwordpassword",
    "P@ssw0rd2024",
    "zaq12wsxcde3",
    "iloveyou123",
    "trustno1trustno1",
    "20011231200",
    "holdpoint2026",
    ...["Passwort2026!", "motdepasse123", "Contraseña2026", "ParolaParola1"],
    "abc".repeat(40),
    "a".repeat(128),
  ])("%s is refused", async (password) => expect(await isTaken(password)).toBe(false));

  test.each([GOOD, "correct horse battery", "tide Lantern 41 gravel", "夜明けの港で静かに待つ", "x4%Lq9!vTz2#"])(
    "%s is taken",
    async (password) => expect(await isTaken(password)).toBe(true),
  );

  test("only the first hundred characters count", async () => {
    expect(await isTaken("a".repeat(100) + "tide Lantern 41 gravel")).toBe(false);
  });
});
