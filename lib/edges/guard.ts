import { lookup as systemLookup, type LookupAddress, type LookupOptions } from "node:dns";
import { connect as netConnect, Socket, type TcpNetConnectOpts } from "node:net";
import { buildConnector } from "undici";
import { linkLocalHost } from "./forbidden-address.ts";

export const LINK_LOCAL = "ELINKLOCAL";

type Answer = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** As `dns.lookup`, for `net.connect`. */
export type Lookup = (host: string, options: LookupOptions, answer: Answer) => void;

/**
 * What stands before every connection that the configuration asks for. Link-local and cloud metadata addresses are refused
 * with code `LINK_LOCAL` at the socket: the address in force counts, however it was written and whatever its name resolves to.
 */
export type Guard = {
  /** False for a host that is refused by its text. */
  mayCall(host: string): boolean;
  readonly lookup: Lookup;
  /** As `net.connect`; a refused address is the socket's error. */
  connect(options: Pick<TcpNetConnectOpts, "host" | "port" | "family">): Socket;
  /** A socket that is not connected yet: `connect(port, host)` is guarded, `connect(path)` is a Unix socket's. */
  socket(): Socket;
  /** For an HTTP client's `connect`. */
  connector(options?: buildConnector.BuildOptions): buildConnector.connector;
};

export type GuardOptions = {
  /** `network.allowLinkLocal` of the configuration: lets all through. */
  readonly allowLinkLocal: boolean;
  /** Absent: the system's. */
  readonly lookup?: Lookup;
};

export function openGuard({ allowLinkLocal, lookup: resolve = systemLookup }: GuardOptions): Guard {
  const mayCall = (host: string): boolean => allowLinkLocal || !linkLocalHost(host);
  const lookup: Lookup = (host, options, answer) => {
    resolve(host, options, (error, found, family) => {
      const addresses = typeof found === "string" ? [found] : (found ?? []).map(({ address }) => address);
      if (error || addresses.every(mayCall)) return answer(error, found, family);
      answer(linkLocalError(), []);
    });
  };
  const toCall = (host: string): Called => (mayCall(host) ? { host, lookup } : REFUSED);
  return {
    mayCall,
    lookup,
    // an address that is written out is never looked up, so that it is asked for here
    connect: (options) => netConnect({ ...options, ...toCall(options.host ?? "") }),
    socket: () => guardedSocket(toCall),
    connector(options = {}) {
      const connect = buildConnector({ ...options, lookup });
      return (wanted, answer) => (mayCall(wanted.hostname) ? connect(wanted, answer) : answer(linkLocalError(), null));
    },
  };
}

type Called = { readonly host: string; readonly lookup: Lookup };

/** Fails as a look-up does, so that whoever connects needs no second way of failing. */
const REFUSED: Called = {
  host: "link-local.invalid",
  lookup: (_host, _options, answer) => answer(linkLocalError(), []),
};

function guardedSocket(toCall: (host: string) => Called): Socket {
  const socket = new Socket();
  const connect = socket.connect.bind(socket) as (options: object) => Socket;
  const guarded = (to: number | string, host?: string): Socket =>
    host === undefined && typeof to === "string" && to.startsWith("/")
      ? connect({ path: to })
      : connect({ port: Number(to), ...toCall(host ?? "localhost") });
  return Object.assign(socket, { connect: guarded as Socket["connect"] });
}

/** A refused address, told apart by its code. */
function linkLocalError(): NodeJS.ErrnoException {
  return Object.assign(new Error("link-local address"), { code: LINK_LOCAL });
}
