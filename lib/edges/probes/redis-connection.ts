import { connect as tlsConnect } from "node:tls";
import { isIP } from "node:net";
import { AbstractConnector, Redis } from "ioredis";
import type { Problem } from "#core/config/problems";
import { urlOf } from "#edges/client-faults";
import type { Guard } from "#edges/guard";

/** Where a redis is, as whom to speak to it, and which of its databases is meant. */
export type RedisPlace = {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly family: 0 | 4 | 6;
  readonly username: string | null;
  readonly password: string | null;
  readonly db: number;
};

const PATH = ["url"];
const EXAMPLE = "redis://user:password@host:6379/0, or rediss:// for TLS";

/** What `url` names, or why it names nothing. */
export function redisPlace(
  text: string,
  guard: Guard,
): { readonly place: RedisPlace | null; readonly faults: readonly Problem[] } {
  const { url, faults } = urlOf(text, PATH, { schemes: ["redis", "rediss"], example: EXAMPLE, guard, verb: "probe" });
  const refused = (message: string): ReturnType<typeof redisPlace> => ({
    place: null,
    faults: [{ path: PATH, message }],
  });
  if (url === null || faults.length > 0) return { place: null, faults };
  if (url.hostname === "") return refused(`names no host: it must be written as ${EXAMPLE}`);
  const unknown = [...url.searchParams.keys()].find((key) => key !== "db" && key !== "family");
  if (unknown !== undefined) return refused("has a parameter that is not known: only db and family are");
  const db = url.searchParams.get("db") ?? url.pathname.replace(/^\/|\/$/g, "");
  if (!/^\d{0,9}$/.test(db)) return refused("names no database: it is a number, as in redis://host:6379/0");
  const family = url.searchParams.get("family") ?? "0";
  if (!/^[046]$/.test(family)) return refused("names no family of addresses: it is 4 or 6");
  return {
    faults,
    place: {
      host: decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, "$1"),
      port: url.port === "" ? 6_379 : Number(url.port),
      tls: url.protocol === "rediss:",
      family: Number(family) as 0 | 4 | 6,
      // as redis-cli does: a user without a password is nobody
      username: url.username && url.password ? decodeURIComponent(url.username) : null,
      password: url.password ? decodeURIComponent(url.password) : null,
      db: Number(db || "0"),
    },
  };
}

/** A client that connects once, through the guard, and says nothing of its own to the server or to the terminal. */
export function openRedis(place: RedisPlace, about: { readonly guard: Guard; readonly timeoutMs: number }): Redis {
  class GuardedConnector extends AbstractConnector {
    constructor() {
      super(0);
    }

    async connect(): Promise<typeof this.stream> {
      const { host, port, family, tls } = place;
      const socket = about.guard.connect({ host, port, family });
      this.stream = tls ? tlsConnect({ socket, ...(isIP(host) === 0 ? { servername: host } : { host }) }) : socket;
      // the socket beneath reports first, and only what lies above is listened to
      if (tls) socket.on("error", (error) => this.stream.destroy(error));
      this.stream.on("error", (error: Error) => (this.firstError ??= error));
      return this.stream;
    }
  }
  return new Redis({
    Connector: GuardedConnector,
    // by this it waits for the TLS handshake; the connector above sets its own options
    ...(place.tls && { tls: {} }),
    // no HELLO: a user who may only PING is not allowed to
    protocol: 2,
    lazyConnect: true,
    enableOfflineQueue: false,
    enableReadyCheck: false,
    disableClientInfo: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: about.timeoutMs,
  });
}
