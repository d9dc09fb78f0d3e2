import pg from "pg";
import type { Problem } from "#core/config/problems";
import type { ProbeConfig } from "#core/config/target-config";
import { hostFaults, urlOf } from "#edges/client-faults";
import type { Guard } from "#edges/guard";
import { parameterFault } from "#edges/postgres-parameters";
import { codeOf } from "#edges/reason";

type PostgresConfig = Extract<ProbeConfig, { kind: "postgres" }>;

const PATH = ["url"];
const EXAMPLE = "postgres://user:password@host:5432/database";
/** A cancellation that the server does not take in this time is given up. */
const CANCEL_MS = 1_000;

/**
 * How a client is made, for the probe and for the check of the configuration. It sends nothing at the start that a pooler may
 * refuse: PgBouncer knows user, database, encoding and `application_name`.
 */
export function clientOptions({ url, timeoutMs }: PostgresConfig, guard: Guard): pg.ClientConfig {
  return {
    connectionString: url,
    // Later than our own timeout, so that the reason is ours; it frees an attempt that hangs.
    connectionTimeoutMillis: timeoutMs + 200,
    application_name: "holdpoint-probe",
    stream: () => guard.socket(),
  };
}

/** Why `config` names no database to ask: the client is made, and asked whom it would call. */
export function postgresFaults(config: PostgresConfig, guard: Guard): readonly Problem[] {
  const about = { guard, verb: "probe" } as const;
  const { url, faults } = urlOf(config.url, PATH, { schemes: ["postgres", "postgresql"], example: EXAMPLE, ...about });
  if (url === null || (faults.length > 0 && !isSocketFolder(url))) return faults;
  const parameter = parameterFault(url);
  if (parameter !== null) return [{ path: PATH, message: parameter }];
  const made = clientOf(config, guard);
  if (typeof made === "string") return [{ path: PATH, message: made }];
  const host = url.searchParams.get("host") ?? decodeURIComponent(url.hostname);
  if (host === "") return [{ path: PATH, message: `names no host: it must be written as ${EXAMPLE}` }];
  if (made.host.startsWith("/")) return [];
  if (!(made.port > 0 && made.port < 65_536)) return [{ path: PATH, message: "names no port: it is 1 to 65535" }];
  if (host.includes(",")) return [{ path: PATH, message: "names several hosts: make a target of each" }];
  return hostFaults(made.host, PATH, about);
}

/** `postgres://user@%2Frun%2Fpostgresql/database` is a Unix socket's folder. */
function isSocketFolder(url: URL): boolean {
  return /^%2f/i.test(url.hostname);
}

function clientOf(config: PostgresConfig, guard: Guard): pg.Client | string {
  try {
    return new pg.Client(clientOptions(config, guard));
  } catch (error) {
    return codeOf(error) === "ENOENT"
      ? "names a certificate or key file that there is not"
      : `cannot be read: it must be written as ${EXAMPLE}`;
  }
}

type Cancellable = pg.ClientBase & { readonly processID?: number | null; readonly secretKey?: number | null };

/**
 * Asks the server to stop what `client` runs, over a connection of its own. Settles when that was taken, after a second at the
 * latest: until then `client` must stay open, as a pooler knows only by it which of the server's connections is meant.
 */
export function cancelOnServer(client: pg.PoolClient, guard: Guard): Promise<void> {
  const { processID, secretKey, host, port } = client as Cancellable & { readonly host: string; readonly port: number };
  if (processID === undefined || processID === null || typeof secretKey !== "number") return Promise.resolve();
  const message = Buffer.alloc(16);
  message.writeInt32BE(16, 0);
  message.writeInt32BE(80_877_102, 4);
  message.writeInt32BE(processID, 8);
  message.writeInt32BE(secretKey, 12);
  return new Promise((resolve) => {
    const socket = guard.socket();
    socket.on("error", () => undefined).on("close", () => resolve());
    socket.setTimeout(CANCEL_MS, () => socket.destroy());
    // the server closes it once it has passed the request on
    socket.once("connect", () => socket.resume().write(message));
    if (host.startsWith("/")) socket.connect(`${host}/.s.PGSQL.${port}`);
    else socket.connect(port, host);
  });
}
