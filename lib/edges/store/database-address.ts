/** Server and database of an address, without user and password; Node 20 has no `URL.parse`. */
function withoutSecrets(connectionString: string): string {
  try {
    const { host, pathname } = new URL(connectionString);
    return `${host}${pathname}`;
  } catch {
    return "DATABASE_URL";
  }
}

/** The database in a sentence that begins with it. */
export function whereOf(databaseUrl: string | undefined, dataDir: string): string {
  return databaseUrl ? `The database at ${withoutSecrets(databaseUrl)}` : `The database in ${dataDir}`;
}
