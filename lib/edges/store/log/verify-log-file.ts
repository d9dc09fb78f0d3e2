import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { accept, refuse, type Outcome } from "#core/outcome";
import { logHeadSchema, type SignedEnd } from "#wire/room-log";
import { genesis, hashOf } from "./hash-chain.ts";
import { missingWords } from "./log-signing.ts";
import { headIn, isSigned, keyIdOf, publicKeyOf, type SignedHead } from "./signed-head.ts";

export type LogFileProof = {
  /** The key that is believed; null: the one that the file names, which whoever wrote the file has chosen. */
  readonly publicKey: string | null;
  /** A head of earlier, which must still be part of the log. */
  readonly since: SignedHead | null;
};

export type LogFileReport = {
  readonly events: number;
  readonly signed: string;
  /** The end that it names; null where it names none. */
  readonly head: SignedHead | null;
  readonly faults: readonly string[];
};

const MOST_FAULTS = 50;

const lineSchema = z.strictObject({
  seq: z.number().int(),
  hash: z.string(),
  body: z.string(),
  at: z.unknown(),
  actor: z.unknown(),
  event: z.unknown(),
});
type Line = z.infer<typeof lineSchema>;
const headSchema = logHeadSchema.strict();

/**
 * Checks a downloaded log by itself: every line against the hash over it and the line before, and the last against the
 * signature. `invalid` for a file that is no such download.
 */
export async function verifyLogFile(file: string, proof: LogFileProof): Promise<Outcome<LogFileReport>> {
  const read = await readLines(file);
  if (!read.ok) return read;
  const { lines, end } = read.value;
  const faults = [...rowFaults(lines, end), ...endFaults(lines, end, proof), ...sinceFaults(lines, end, proof.since)];
  const [signed, head] = [signedWords(end, proof), headIn(end.signedHead ?? "")];
  return accept({ events: lines.length, signed, head, faults: faults.slice(0, MOST_FAULTS) });
}

type Read = { readonly lines: readonly Line[]; readonly end: SignedEnd };

async function readLines(file: string): Promise<Outcome<Read>> {
  const lines: Line[] = [];
  let end: SignedEnd | null = null;
  let number = 0;
  try {
    for await (const text of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity })) {
      number += 1;
      if (text.trim() === "") continue;
      const value: unknown = JSON.parse(text);
      const [line, last] = [lineSchema.safeParse(value), headSchema.safeParse(value)];
      // a field twice, or one more, could show something else to whoever reads the line than what is checked here
      const isPlain = JSON.stringify(value) === text;
      if (end !== null || !isPlain || !(line.success || last.success)) return notOurs(number);
      if (line.success) lines.push(line.data);
      else if (last.success) end = last.data;
    }
  } catch (error) {
    if (error instanceof SyntaxError) return notOurs(number);
    return refuse("invalid", `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (end === null)
    return refuse(
      "invalid",
      `${file} has no signed head in its last line: it was cut off, or is no download of a log.`,
    );
  return accept({ lines, end });
}

function notOurs(line: number): Outcome<never> {
  return refuse("invalid", `Line ${line} is none of a downloaded log, or of a version whose downloads prove nothing.`);
}

function rowFaults(lines: readonly Line[], { rollout, seq }: SignedEnd): readonly string[] {
  let before = { seq: 0, hash: genesis(rollout) };
  const faults: string[] = [];
  for (const line of lines) {
    if (line.seq !== before.seq + 1) faults.push(`${missingWords(before.seq + 1, line.seq - 1)}.`);
    else if (hashOf(before.hash, line.seq, line.body) !== line.hash)
      faults.push(`Event ${line.seq} was changed, or stands in another's place.`);
    else if (!saysTheSame(line)) faults.push(`Event ${line.seq}: its line does not say what was written.`);
    before = { seq: line.seq, hash: line.hash };
  }
  if (before.seq < seq) faults.push(`${missingWords(before.seq + 1, seq)} at the end of the file.`);
  return faults;
}

/** What people read in a line is the text that was hashed. */
function saysTheSame({ body, at, actor, event }: Line): boolean {
  try {
    const written = JSON.parse(body) as Record<string, unknown>;
    return JSON.stringify([written["at"], written["actor"], written["event"]]) === JSON.stringify([at, actor, event]);
  } catch {
    return at === undefined && actor === undefined && event === undefined;
  }
}

function endFaults(lines: readonly Line[], end: SignedEnd, { publicKey }: LogFileProof): readonly string[] {
  if (lines.length === 0 && end.seq === 0) return [];
  const head = headIn(end.signedHead ?? "");
  if (head === null) return ["It is not signed."];
  const last = lines.at(-1);
  const believed = publicKey ?? end.publicKey;
  const key = publicKeyOf(believed);
  if (key === null || head.key !== keyIdOf(believed))
    return [`It is signed with key ${head.key}, and not with key ${keyIdOf(believed)}.`];
  if (!isSigned(head, new Map([[head.key, key]]))) return ["Its signature was changed, or was made for another log."];
  return head.rollout === end.rollout && head.seq === last?.seq && head.hash === last.hash
    ? []
    : [`Its signature is of event ${head.seq}, and not of its last line.`];
}

function sinceFaults(lines: readonly Line[], { rollout }: SignedEnd, since: SignedHead | null): readonly string[] {
  if (since === null) return [];
  if (since.rollout !== rollout) return ["The head of --since is of another rollout's log."];
  const line = lines.find(({ seq }) => seq === since.seq);
  return line?.hash === since.hash ? [] : [`Event ${since.seq} is not the one that the head of --since was made of.`];
}

function signedWords({ publicKey: named }: SignedEnd, { publicKey }: LogFileProof): string {
  if (publicKey !== null) return `signed with key ${keyIdOf(publicKey)}`;
  return `signed with key ${keyIdOf(named)}, which the file itself names: hold it against the one on the page Log`;
}
