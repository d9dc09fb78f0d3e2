import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Has `http` read a request again without its wish to go on in another protocol, as `curl --http2` and Java's client have it:
 * so it is answered in this one (RFC 9110, 7.8). `head` is what came behind its headers.
 */
export function readAgain(
  http: Server,
  { method, url, httpVersion, rawHeaders }: IncomingMessage,
  { socket, head }: { readonly socket: Socket; readonly head: Buffer },
): void {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const [name = "", value = ""] = rawHeaders.slice(i, i + 2);
    const kept = /^connection$/i.test(name) ? withoutWishes(value) : value;
    if (!WISHES.test(name) && kept !== "") lines.push(`${name}: ${kept}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  http.emit("connection", socket);
}

const WISHES = /^(upgrade|http2-settings)$/i;

function withoutWishes(connection: string): string {
  const options = connection.split(",").map((option) => option.trim());
  return options.filter((option) => !WISHES.test(option)).join(", ");
}
