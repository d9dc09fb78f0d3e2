import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADA, BY, openTestAuth, type AuthUnderTest } from "#testing/an-auth";
import { accountChangeSchema } from "#wire/accounts";
import { contactsIn } from "./contacts.ts";

const ROBIN = { ...ADA, name: "Robin Keller", email: "robin@example.test" } as const;
const LIN = { ...ADA, name: "Mei Lin", email: "mei@example.test", role: "lead", discipline: "data-science" } as const;

let testAuth: AuthUnderTest;
let auth: AuthUnderTest["auth"];
beforeEach(async () => {
  testAuth = await openTestAuth();
  ({ auth } = testAuth);
});
afterEach(async () => await testAuth.database.close());

describe("accounts", () => {
  test("are seeded once, however often that is asked for", async () => {
    const first = await auth.seedAccount(LIN);
    expect(await auth.seedAccount({ ...LIN, email: "MEI@example.test", password: "another password" })).toBe(first);
    expect(await auth.directory.list()).toEqual([
      { id: first, name: "Mei Lin", role: "lead", discipline: "data-science" },
    ]);
    expect(await testAuth.browser().signIn("mei@example.test")).toMatchObject({ ok: true });
  });

  test("change their role at once, in sessions that are open too", async () => {
    await auth.seedAccount(ADA);
    const id = await auth.seedAccount(LIN);
    const mei = await testAuth.signedIn("mei@example.test");
    await auth.people.change(BY, id, { role: "operator", discipline: null });
    expect(await mei.who()).toMatchObject({ account: { role: "operator", discipline: null } });
    expect(await auth.directory.list()).toContainEqual({ id, name: "Mei Lin", role: "operator", discipline: null });
    expect(await auth.people.change(BY, "nobody", { role: "admin" })).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("stay as another administrator has just left them, but for what is chosen", async () => {
    await auth.seedAccount(ADA);
    const [robin, mei] = [await auth.seedAccount(ROBIN), await auth.seedAccount(LIN)];
    await auth.people.change(BY, mei, accountChangeSchema.parse({ disabled: true }));
    await auth.people.change(BY, robin, accountChangeSchema.parse({ role: "lead" }));
    for (const id of [mei, robin])
      await auth.people.change(BY, id, accountChangeSchema.parse({ discipline: "operations" }));
    const people = (await auth.people.list()).people.map(({ name, role, discipline, disabledAt }) => [
      ...[name, role, discipline, disabledAt === null],
    ]);
    expect(people.slice(1)).toEqual([
      ["Mei Lin", "lead", "operations", false],
      ["Robin Keller", "lead", "operations", true],
    ]);
    expect(accountChangeSchema.safeParse({}).success).toBe(false);
  });

  test("that are disabled are out at once, stay in the list, and can come back", async () => {
    await auth.seedAccount(ADA);
    const id = await auth.seedAccount(LIN);
    const mei = await testAuth.signedIn("mei@example.test");
    await auth.people.change(BY, id, { disabled: true });
    expect(await mei.who()).toEqual({ kind: "nobody" });
    expect((await auth.people.list()).people.map(({ name, disabledAt }) => [name, disabledAt])).toEqual([
      ["Ada Osei", null],
      ["Mei Lin", testAuth.clock.now],
    ]);
    expect((await auth.directory.list()).map(({ name }) => name)).toEqual(["Ada Osei"]);
    expect(await contactsIn(testAuth.database.pool)).toMatchObject([{ name: "Ada Osei", email: "ada@example.test" }]);
    await auth.people.change(BY, id, { disabled: false });
    expect(await mei.who()).toEqual({ kind: "nobody" });
    expect(await mei.signIn("mei@example.test")).toMatchObject({ ok: true });
  });
});

describe("the last administrator", () => {
  test("can be neither demoted nor disabled", async () => {
    const ada = await auth.seedAccount(ADA);
    const robin = await auth.seedAccount(ROBIN);
    expect(await auth.people.change(BY, robin, { disabled: true })).toMatchObject({ ok: true });
    expect(await auth.people.change(BY, ada, { role: "lead" })).toMatchObject({ refusal: { code: "conflict" } });
    expect(await auth.people.change(BY, ada, { disabled: true })).toMatchObject({ refusal: { code: "conflict" } });
    expect(await auth.people.change(BY, ada, { discipline: "operations" })).toMatchObject({ ok: true });
  });

  test("stays when two demote each other at once", async () => {
    const ids = [await auth.seedAccount(ADA), await auth.seedAccount(ROBIN)];
    for (let round = 0; round < 10; round++) {
      const done = await Promise.all(ids.map((id) => auth.people.change(BY, id, { role: "lead" })));
      expect(done.filter(({ ok }) => ok)).toHaveLength(1);
      expect((await auth.people.list()).people.filter(({ role }) => role === "admin")).toHaveLength(1);
      for (const id of ids) await auth.people.change(BY, id, { role: "admin" });
    }
  });
});
