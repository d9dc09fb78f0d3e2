import { makeResetLink } from "#edges/auth/reset-desk";
import { parseEnvironment, type Environment } from "#edges/env";
import { withDatabase } from "#edges/store/with-database";

type Said = { readonly text: string; readonly exitCode: number };

/** `holdpoint reset-password EMAIL`: a link that sets a new password once, for whoever holds the database. 1 when none can be made. */
export async function runResetPassword(
  variables: Readonly<Record<string, string | undefined>>,
  email: string,
): Promise<Said> {
  const environment = parseEnvironment(variables);
  if (!environment.ok) return { text: environment.refusal.message, exitCode: 2 };
  const { HOLDPOINT_DATA: dataDir, DATABASE_URL: databaseUrl } = environment.value;
  const made = await withDatabase(
    { dataDir, databaseUrl, onEvent: () => undefined },
    {
      isReading: false,
      failed: "The link cannot be made",
      run: (pool) => makeResetLink(pool, { where: "email", is: email.trim().toLowerCase() }, Date.now()),
    },
  );
  if (!made.ok) return { text: made.refusal.message, exitCode: 1 };
  return { text: `Open within an hour, once: ${openedAt(environment.value)}${made.value.path}`, exitCode: 0 };
}

/** What browsers open; the port is another where the system chose one. */
function openedAt({ HOLDPOINT_PUBLIC_URL: publicUrl, HOST, PORT }: Environment): string {
  return publicUrl?.url ?? `http://${HOST.includes(":") ? `[${HOST}]` : HOST}:${PORT}`;
}
