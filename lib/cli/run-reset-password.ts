import { accept } from "#core/outcome";
import { makeResetLink } from "#edges/auth/reset-desk";
import type { Environment } from "#edges/env";
import { withAccounts, type Said } from "./with-accounts.ts";

/** `holdpoint reset-password EMAIL`: a link that sets a new password once, for whoever holds the database. 1 when none can be made. */
export async function runResetPassword(
  variables: Readonly<Record<string, string | undefined>>,
  email: string,
): Promise<Said> {
  return await withAccounts(variables, {
    failed: "The link cannot be made",
    run: async (sql, security, environment) => {
      const made = await makeResetLink(sql, { where: "email", is: email.trim().toLowerCase() }, Date.now());
      if (!made.ok) return made;
      await security.write(sql, { type: "reset_link_made", about: made.value.email, detail: "At the terminal." });
      return accept(`Open within an hour, once: ${openedAt(environment)}${made.value.path}`);
    },
  });
}

/** What browsers open; the port is another where the system chose one. */
function openedAt({ HOLDPOINT_PUBLIC_URL: publicUrl, HOST, PORT }: Environment): string {
  return publicUrl?.url ?? `http://${HOST.includes(":") ? `[${HOST}]` : HOST}:${PORT}`;
}
