import type { DefaultEventsMap, Socket } from "socket.io";
import type { AccessRow } from "#core/access";
import type { Identity } from "#core/identity";
import type { OwnAddress } from "#edges/own-address";
import type { ClientEvents, ServerEvents } from "#wire/socket";

type SocketRow = Extract<AccessRow, `SOCKET ${string}`>;

export type Offered = { readonly token: string | null; readonly cookie: string | null; readonly peer: string };

/** Who is at the other end of a connection, from what the client offered in its handshake, and what they may ask for. */
export type Door = {
  identify(offered: Offered): Promise<Identity>;
  /** Where Holdpoint is: a page of another origin must not open a socket with this browser's cookie. Absent: as without a public address. */
  readonly address?: OwnAddress;
  may(row: SocketRow, identity: Identity): boolean;
  /** Where a handshake comes from, behind proxies too; the connection's own address where there is none. */
  peerOf?(handshake: LiveSocket["request"]): string;
  /** The connection comes from a trusted proxy. */
  isFromProxy?(handshake: LiveSocket["request"]): boolean;
};

/** `display`: what this display is counted by; null where it is none. */
export type Known = { identity: Identity; display: string | null };
export type LiveSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, Known>;

/** Every event that a client may send, with its row of the table: an event without one does not compile. */
const ROW_OF = {
  join: "SOCKET join",
  leave: "SOCKET leave",
  follow: "SOCKET follow",
  ping: "SOCKET ping",
} as const satisfies { readonly [Name in keyof ClientEvents]: `SOCKET ${Name}` & SocketRow };

const REFUSED = { ok: false, code: "forbidden", message: "You may not ask for this." } as const;
const TOO_MANY = {
  ok: false,
  code: "too_many",
  message: "Too much was asked at once; it will be tried again.",
} as const;

/** Stands before every listener of the socket: an event goes no further for whom its row leaves out, or has used up what `hasLeft` counts, nor does one without a row. */
export function guardEvents(socket: LiveSocket, may: Door["may"], hasLeft: () => boolean): void {
  socket.use(([name, ...words], next) => {
    const mayAsk = Object.hasOwn(ROW_OF, name) && may(ROW_OF[name as keyof typeof ROW_OF], socket.data.identity);
    if (mayAsk && hasLeft()) return next();
    const answer: unknown = words.at(-1);
    if (isAnswer(answer)) answer(mayAsk ? TOO_MANY : REFUSED);
  });
}

function isAnswer(word: unknown): word is (refusal: typeof REFUSED | typeof TOO_MANY) => void {
  return typeof word === "function";
}

export function offeredBy({ handshake, request }: LiveSocket, { peerOf = directPeer }: Pick<Door, "peerOf">): Offered {
  const token: unknown = handshake.auth["token"];
  const cookie = handshake.headers.cookie ?? null;
  return { token: typeof token === "string" ? token : null, cookie, peer: peerOf(request) };
}

function directPeer({ socket }: LiveSocket["request"]): string {
  return socket.remoteAddress ?? "unknown";
}

/** The request as which a connection with this cookie and token is known. */
export function headersOf({ token, cookie, peer }: Offered): Headers {
  const headers = new Headers({ "x-holdpoint-peer": peer });
  if (cookie !== null) headers.set("cookie", cookie);
  if (token !== null) headers.set("authorization", `Bearer ${token}`);
  return headers;
}
