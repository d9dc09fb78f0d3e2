/** What the driver says when a connection breaks or none can be had; it has no code for these. */
const BROKEN =
  /connection terminated|timeout exceeded when trying to connect|not queryable|query read timeout|client was closed|connection ended/i;
/** Of the system: nobody listens, or the line broke. */
const SYSTEM = new Set(["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ENOENT", "EPIPE", "ETIMEDOUT", "ENOTFOUND"]);
/** Of Prisma: not reachable, timed out, closed, no connection free. */
const PRISMA = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2037"]);
const ADAPTER = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);
/**
 * Of PostgreSQL: connection exceptions (08), no resources (53), shutting down or starting (57P0x), a query cancelled because it
 * took too long (57014), a disk that fails (58030), and a server that only reads for the moment (25006).
 */
const SERVER = /^(08...|53...|57P0.|57014|58030|25006)$/;
const DEEPEST = 6;

/** True for whatever a query rejects with because the database is away, and not because the query is wrong: it may work soon. */
export function isDatabaseAway(error: unknown): boolean {
  return chainOf(error).some(
    ({ code, kind, message }) =>
      SYSTEM.has(code) || PRISMA.has(code) || ADAPTER.has(kind) || SERVER.test(code) || BROKEN.test(message),
  );
}

type Link = { readonly code: string; readonly kind: string; readonly message: string };

/** The error and what caused it: libraries wrap what the driver said. */
function chainOf(error: unknown): readonly Link[] {
  const links: Link[] = [];
  let waiting: readonly unknown[] = [error];
  for (let depth = 0; depth < DEEPEST && waiting.length > 0; depth += 1) {
    const known = waiting.filter((one): one is object => typeof one === "object" && one !== null);
    links.push(
      ...known.map((one) => ({
        code: textOf(one, "code"),
        kind: textOf(one, "kind"),
        message: textOf(one, "message"),
      })),
    );
    waiting = known.flatMap((one) => [
      "cause" in one ? one.cause : null,
      "originalCode" in one ? { code: one.originalCode } : null,
      // several addresses were tried
      ...("errors" in one && Array.isArray(one.errors) ? (one.errors as unknown[]) : []),
    ]);
  }
  return links;
}

function textOf(from: object, name: string): string {
  const value: unknown = (from as Readonly<Record<string, unknown>>)[name];
  return typeof value === "string" ? value : "";
}
