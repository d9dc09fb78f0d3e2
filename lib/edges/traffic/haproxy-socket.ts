import { connect, type Socket } from "node:net";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { Guard } from "#edges/guard";

/** The configured socket, and what stands before a call to its host. */
export type HaproxyPlace = { readonly socket: string; readonly guard: Guard };

/** All servers' statistics of a large backend fit in many times over. */
const MOST_BYTES = 4_194_304;

/**
 * Sends `commands` to HAProxy's stats socket in one line; one answer each, "" where a command says nothing. `unavailable` when
 * the connection ends before all are there; rejects with the system's error.
 */
export function askHaproxy(
  { socket, guard }: HaproxyPlace,
  commands: readonly string[],
  signal: AbortSignal,
): Promise<Outcome<readonly string[]>> {
  // given up already: whoever asked was told so, and nothing may happen after that
  if (signal.aborted) return Promise.resolve(refuse("unavailable", "HAProxy did not answer in time."));
  return new Promise((resolve, reject) => {
    const connection = open(socket, guard);
    const stop = (): void => void connection.destroy();
    signal.addEventListener("abort", stop, { once: true });
    const parts: Buffer[] = [];
    let bytes = 0;
    connection.on("connect", () => void connection.write(`${commands.join(";")}\n`));
    connection.on("data", (part: Buffer) => {
      bytes += part.length;
      if (bytes > MOST_BYTES) connection.destroy();
      else parts.push(part);
    });
    let broken: Error | null = null;
    connection.on("error", (error) => (broken = error));
    connection.on("close", () => {
      signal.removeEventListener("abort", stop);
      const answers = answersIn(Buffer.concat(parts).toString("utf8"));
      const whole = bytes <= MOST_BYTES && answers.length >= commands.length;
      if (whole) resolve(accept(answers));
      else if (broken) reject(broken);
      else resolve(refuse("unavailable", "HAProxy's answer was cut short."));
    });
  });
}

function open(socket: string, guard: Guard): Socket {
  const place = haproxyHost(socket);
  return place === null ? connect({ path: socket }) : guard.connect(place);
}

/** The host and port of a TCP socket, without an IPv6 address's brackets; null for a Unix socket. */
export function haproxyHost(socket: string): { readonly host: string; readonly port: number } | null {
  const [, host, port] = /^tcp:\/\/(.+):(\d+)$/.exec(socket) ?? [];
  return host === undefined ? null : { host: host.replace(/^\[|\]$/g, ""), port: Number(port) };
}

/** Each answer ends with an empty line; no answer has one inside. */
function answersIn(text: string): readonly string[] {
  const answers: string[] = [];
  let lines: string[] = [];
  for (const line of text.split("\n").slice(0, -1)) {
    if (line !== "") {
      lines.push(line);
      continue;
    }
    answers.push(lines.join("\n"));
    lines = [];
  }
  return answers;
}
