/** One request of the Redis protocol: command and arguments. */
export type Command = readonly string[];

export type Parsed = { readonly commands: readonly Command[]; readonly rest: Buffer } | { readonly error: string };

const ARGUMENTS_MOST = 1_024;
const ARGUMENT_MOST_BYTES = 1_048_576;

/** Reads as many whole commands as `buffer` holds; inline commands (`PING\r\n`) too, as Redis does. */
export function parseCommands(buffer: Buffer): Parsed {
  const commands: Command[] = [];
  const cursor = { at: 0 };
  for (;;) {
    const from = cursor.at;
    const command = readCommand(buffer, cursor);
    if (typeof command === "string") return { error: command };
    if (command === null) return { commands, rest: buffer.subarray(from) };
    if (command.length > 0) commands.push(command);
  }
}

type Cursor = { at: number };

function readLine(buffer: Buffer, cursor: Cursor): string | null {
  const end = buffer.indexOf("\r\n", cursor.at);
  if (end < 0) return null;
  const line = buffer.toString("utf8", cursor.at, end);
  cursor.at = end + 2;
  return line;
}

/** Null: more bytes are needed. A string: the protocol was broken. */
function readCommand(buffer: Buffer, cursor: Cursor): Command | null | string {
  const line = readLine(buffer, cursor);
  if (line === null) return buffer.length - cursor.at > ARGUMENT_MOST_BYTES ? "too big inline request" : null;
  if (!line.startsWith("*")) return line.split(" ").filter((word) => word !== "");
  const count = Number(line.slice(1));
  if (!Number.isInteger(count) || count > ARGUMENTS_MOST) return "invalid multibulk length";
  const words: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const word = readBulk(buffer, cursor);
    if (word === null) return null;
    if (!word.ok) return word.error;
    words.push(word.text);
  }
  return words;
}

function readBulk(buffer: Buffer, cursor: Cursor): { ok: true; text: string } | { ok: false; error: string } | null {
  const line = readLine(buffer, cursor);
  if (line === null) return null;
  const length = Number(line.slice(1));
  if (!line.startsWith("$")) return { ok: false, error: "expected '$'" };
  if (!Number.isInteger(length) || length < 0 || length > ARGUMENT_MOST_BYTES)
    return { ok: false, error: "invalid bulk length" };
  if (buffer.length < cursor.at + length + 2) return null;
  const text = buffer.toString("utf8", cursor.at, cursor.at + length);
  cursor.at += length + 2;
  return { ok: true, text };
}

export type Protocol = 2 | 3;
export type Reply =
  | { readonly kind: "simple"; readonly text: string }
  | { readonly kind: "error"; readonly text: string }
  | { readonly kind: "integer"; readonly value: number }
  | { readonly kind: "bulk"; readonly text: string }
  | { readonly kind: "null" }
  | { readonly kind: "map"; readonly entries: readonly (readonly [string, Reply])[] }
  | { readonly kind: "list"; readonly items: readonly Reply[] };

export function encodeReply(reply: Reply, protocol: Protocol): string {
  switch (reply.kind) {
    case "simple":
      return `+${reply.text}\r\n`;
    case "error":
      return `-${reply.text.replaceAll(/[\r\n]/g, " ")}\r\n`;
    case "integer":
      return `:${reply.value}\r\n`;
    case "bulk":
      return `$${Buffer.byteLength(reply.text)}\r\n${reply.text}\r\n`;
    case "null":
      return protocol === 3 ? "_\r\n" : "$-1\r\n";
    case "map": {
      const head = protocol === 3 ? `%${reply.entries.length}\r\n` : `*${reply.entries.length * 2}\r\n`;
      return (
        head +
        reply.entries
          .map(([key, value]) => encodeReply({ kind: "bulk", text: key }, protocol) + encodeReply(value, protocol))
          .join("")
      );
    }
    case "list":
      return `*${reply.items.length}\r\n` + reply.items.map((item) => encodeReply(item, protocol)).join("");
    default:
      return reply satisfies never;
  }
}
