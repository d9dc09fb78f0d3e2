import type { Account } from "#core/room/actor";
import type { Auth, SeedAccount } from "./open-auth.ts";

/** The demo's accounts, as they are known from now on. */
export async function seedAccounts(
  auth: Pick<Auth, "seedAccount">,
  wanted: readonly SeedAccount[],
): Promise<readonly Account[]> {
  const seeded: Account[] = [];
  for (const account of wanted) {
    const { name, role, discipline } = account;
    seeded.push({ id: await auth.seedAccount(account), name, role, discipline });
  }
  return seeded;
}
