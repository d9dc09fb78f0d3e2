import type { DefaultEventsMap, Socket } from "socket.io";
import type { AccessRow } from "#core/access";
import type { Identity } from "#core/identity";
import type { ClientEvents, ServerEvents } from "#wire/socket";

type SocketRow = Extract<AccessRow, `SOCKET ${string}`>;

/** Who is at the other end of a connection, from what the client offered in its handshake, and what they may ask for. */
export type Door = {
  identify(offered: { readonly token: string | null; readonly cookie: string | null }): Promise<Identity>;
  may(row: SocketRow, identity: Identity): boolean;
};

export type Known = { identity: Identity };
export type LiveSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, Known>;

/** Every event that a client may send, with its row of the table: an event without one does not compile. */
const ROW_OF = {
  join: "SOCKET join",
  leave: "SOCKET leave",
  follow: "SOCKET follow",
  ping: "SOCKET ping",
} as const satisfies { readonly [Name in keyof ClientEvents]: `SOCKET ${Name}` & SocketRow };

const REFUSED = { ok: false, code: "forbidden", message: "You may not ask for this." } as const;

/** Stands before every listener of the socket: an event goes no further for whom its row leaves out, nor does one without a row. */
export function guardEvents(socket: LiveSocket, may: Door["may"]): void {
  socket.use(([name, ...words], next) => {
    if (Object.hasOwn(ROW_OF, name) && may(ROW_OF[name as keyof typeof ROW_OF], socket.data.identity)) return next();
    const answer: unknown = words.at(-1);
    if (isAnswer(answer)) answer(REFUSED);
  });
}

function isAnswer(word: unknown): word is (refusal: typeof REFUSED) => void {
  return typeof word === "function";
}

export function offeredBy({ handshake }: LiveSocket): Parameters<Door["identify"]>[0] {
  const token: unknown = handshake.auth["token"];
  return { token: typeof token === "string" ? token : null, cookie: handshake.headers.cookie ?? null };
}

/** The request as which a connection with this cookie and token is known. */
export function headersOf({ token, cookie }: Parameters<Door["identify"]>[0]): Headers {
  const headers = new Headers();
  if (cookie !== null) headers.set("cookie", cookie);
  if (token !== null) headers.set("authorization", `Bearer ${token}`);
  return headers;
}
