import { readFileSync } from "node:fs";
import { Pool } from "undici";
import type { ProbeConfig } from "#core/config/target-config";
import type { Guard } from "#edges/guard";

type HttpConfig = Extract<ProbeConfig, { kind: "http" }>;
type Tls = NonNullable<HttpConfig["tls"]>;

/** No longer than a target's longest timeout, so that an attempt never outlives the check that caused it by much. */
const CONNECT_MS = 4_500;
/** Well over the interval, so that a connection is still open at the next tick; a server's shorter hint is obeyed. */
const KEEP_ALIVE_MS = 65_000;

/** The pooled connections to one origin. */
export type Connections = {
  readonly pool: Pool;
  /** True only inside the turn in which a connection was opened: undici sends the waiting request in that turn. */
  justOpened(): boolean;
  release(): Promise<void>;
};

/** Keep-alive pools, one per origin and TLS setting, shared by the targets that use it. */
export type HttpConnections = { lease(origin: string, tls: Tls | undefined): Connections };

type Shared = { readonly pool: Pool; readonly justOpened: () => boolean; leases: number };

/** `lifeMs`: a connection older than this is replaced before the next request, its name looked up again. */
export function httpConnections(guard: Guard, lifeMs: number): HttpConnections {
  const pools = new Map<string, Shared>();
  return {
    lease(origin, tls) {
      const key = `${origin} ${JSON.stringify(tls ?? null)}`;
      const shared = pools.get(key) ?? openPool(origin, tls, { guard, lifeMs });
      pools.set(key, shared);
      shared.leases++;
      return {
        pool: shared.pool,
        justOpened: shared.justOpened,
        async release() {
          if (--shared.leases > 0) return;
          pools.delete(key);
          await shared.pool.destroy();
        },
      };
    },
  };
}

type Life = { readonly guard: Guard; readonly lifeMs: number };

function openPool(origin: string, tls: Tls | undefined, { guard, lifeMs }: Life): Shared {
  const pool = new Pool(origin, {
    connections: null,
    pipelining: 1,
    connect: guard.connector({ timeout: CONNECT_MS, ...(tls && tlsOptions(tls)) }),
    clientTtl: lifeMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Timeouts are the check's own: undici's are exact to half a second only.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  let opened = false;
  pool.on("connect", () => {
    opened = true;
    queueMicrotask(() => (opened = false));
  });
  return { pool, justOpened: () => opened, leases: 0 };
}

function tlsOptions(tls: Tls): { rejectUnauthorized: boolean; servername?: string; ca?: string } {
  return {
    rejectUnauthorized: tls.verify,
    ...(tls.serverName === undefined ? {} : { servername: tls.serverName }),
    ...(tls.ca === undefined ? {} : { ca: readFileSync(tls.ca, "utf8") }),
  };
}
