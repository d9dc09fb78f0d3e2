/** What the driver says when a connection breaks or none can be had; it has no code for these. */
const BROKEN =
  /connection terminated|timeout exceeded when trying to connect|not queryable|query read timeout|client was closed|connection ended|^timeout expired$|cannot use a pool after calling end/i;
/** Of the system: nobody listens, the line broke, the name is not known now, or nothing is left to connect with. */
const SYSTEM = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ENOENT", "EPIPE", "ETIMEDOUT", "ENOTCONN", "ESHUTDOWN"],
  ...["EHOSTUNREACH", "EHOSTDOWN", "ENETUNREACH", "ENETDOWN", "ENETRESET", "ENOTFOUND", "EAI_AGAIN"],
  ...["EAGAIN", "EADDRNOTAVAIL", "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM"],
]);
/** Of Prisma: not reachable, timed out, closed, no connection free, no transaction to be had. */
const PRISMA = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"]);
const ADAPTER = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);
/**
 * Of PostgreSQL: connection exceptions (08), no resources (53), shutting down, starting or ended by its owner (57P0x), a query
 * or transaction cancelled because it took too long (57014, 25P03, 25P04), a disk that fails (58030), and a server that only
 * reads for the moment (25006).
 */
const SERVER = /^(08...|53...|57P0.|57014|25P03|25P04|58030|25006)$/;
/** Of PostgreSQL, and of the system where it is ours: the disk is full. */
const FULL = new Set(["53100", "ENOSPC", "EDQUOT"]);
/** Of a server or a pooler before it: what no waiting can mend. */
const REFUSED = /^(28...|3D000|42501)$/;
const REFUSED_BY_POOLER = /no such (user|database)|authentication failed|unsupported (startup )?parameter/i;
const DEEPEST = 6;

/** Why nothing can be stored or read for the moment. */
export type Away = "away" | "disk-full";

/** What a query rejects with because the database is away or its disk full, so that it may work soon; null for all else. */
export function awayOf(error: unknown): Away | null {
  const chain = chainOf(error);
  if (chain.some(({ code, message }) => FULL.has(code) || /no space left on device/i.test(message))) return "disk-full";
  const isAway = chain.some(
    ({ code, kind, message }) =>
      SYSTEM.has(code) || PRISMA.has(code) || ADAPTER.has(kind) || SERVER.test(code) || BROKEN.test(message),
  );
  return isAway ? "away" : null;
}

/** True for whatever a query rejects with because the database is away, and not because the query is wrong: it may work soon. */
export function isDatabaseAway(error: unknown): boolean {
  return awayOf(error) !== null;
}

/** True when a connection may succeed later as it is: nothing says that user, password, database or pooler are wrong. */
export function mayConnectLater(error: unknown): boolean {
  const isRefused = ({ code, message }: Link): boolean => REFUSED.test(code) || REFUSED_BY_POOLER.test(message);
  return isDatabaseAway(error) && !chainOf(error).some(isRefused);
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
