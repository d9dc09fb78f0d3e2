import { accept } from "#core/outcome";
import { logReset, resetSecondFactor } from "#edges/auth/second-factor-desk";
import { withAccounts, type Said } from "./with-accounts.ts";

/**
 * `holdpoint reset-second-factor EMAIL`: for an administrator who lost app and passkeys and has no other to ask; whoever holds the
 * database may. 1 when there is none to reset.
 */
export async function runResetSecondFactor(
  variables: Readonly<Record<string, string | undefined>>,
  email: string,
): Promise<Said> {
  return await withAccounts(variables, {
    failed: "The second factor cannot be reset",
    run: async (sql, security) => {
      const done = await resetSecondFactor(sql, { where: "email", is: email.trim().toLowerCase() }, Date.now());
      if (!done.ok) return done;
      const about = done.value.email;
      await logReset(security, sql, { ...done.value, detail: "At the terminal." });
      return accept(`The second factor of ${about} is reset, and every session ended: the password alone signs in.`);
    },
  });
}
