import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RoomEvent } from "#core/room/room-event";
import { lineOf } from "#edges/web/log-line";
import { actorOf, ADA, BEFORE } from "#testing/a-room";
import { aLogSigning } from "#testing/a-log-signing";
import { chainAfter, genesis, type LogRow } from "./hash-chain.ts";
import { logKey } from "./log-key.ts";
import { headIn, headText } from "./signed-head.ts";
import { verifyLogFile, type LogFileProof } from "./verify-log-file.ts";

const [ROLLOUT, OTHER] = ["6f2c7a60-9d1f-4b58-9f0e-3b1f8a4f5c11", "0b1f1d5e-57e1-4c0f-8f0a-2a1d8d6a9c22"];
const { key: KEY } = aLogSigning();
const PROOF: LogFileProof = { publicKey: KEY.publicKey, since: null };

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), "log-file-"))));
afterAll(() => rm(folder, { recursive: true }));

function rowsOf(texts: readonly string[], rollout = ROLLOUT): readonly LogRow[] {
  const events = texts.map((text) => {
    const event: RoomEvent = { type: "note_added", text, checkpoint: null };
    return { at: BEFORE, actor: actorOf(ADA), event };
  });
  return chainAfter({ seq: 0, hash: genesis(rollout) }, events);
}

function endOf(rows: readonly LogRow[], { key = KEY, rollout = ROLLOUT } = {}): string {
  const { seq, hash } = rows.at(-1) ?? { seq: 0, hash: "" };
  const signedHead = headText(key.sign({ rollout, seq, hash }, BEFORE));
  return JSON.stringify({ rollout, seq, signedHead, publicKey: key.publicKey });
}

const ROWS = rowsOf(["one", "two", "three 🚀", "four"]);
const LINES = ROWS.map((row) => JSON.stringify(lineOf(row)));
const END = endOf(ROWS);

async function verified(lines: readonly string[], proof = PROOF): Promise<unknown> {
  const file = path.join(folder, "log.ndjson");
  await writeFile(file, `${lines.join("\n")}\n`);
  const read = await verifyLogFile(file, proof);
  return read.ok ? read.value.faults : read.refusal.message;
}

function changed(lines: readonly string[], index: number, change: (text: string) => string): readonly string[] {
  return lines.map((line, i) => (i === index ? change(line) : line));
}

test("a download proves itself", async () => {
  expect(await verified([...LINES, END])).toEqual([]);
});

describe("whoever changes a download is named", () => {
  const other = logKey(generateKeyPairSync("ed25519").privateKey);
  const cut = ROWS.slice(0, 3);
  const rehashed = rowsOf(["one", "2", "three 🚀", "four"]);
  const linesOf = (rows: readonly LogRow[]): readonly string[] => rows.map((row) => JSON.stringify(lineOf(row)));
  const { seq: _, ...swapped } = JSON.parse(endOf(rowsOf(["a", "b", "c", "d"], OTHER), { rollout: OTHER })) as {
    seq: number;
  };

  test.each<[string, readonly string[], string]>([
    [
      "what people read",
      [...changed(LINES, 1, (line) => line.replace("two", "2")), END],
      "Event 2: its line does not say what was written.",
    ],
    [
      "what was hashed",
      [...changed(LINES, 1, (line) => line.replaceAll("two", "2")), END],
      "Event 2 was changed, or stands in another's place.",
    ],
    ["a line less", [...LINES.filter((_, i) => i !== 1), END], "Event 2 is missing."],
    ["the order", [LINES[1] ?? "", LINES[0] ?? "", ...LINES.slice(2), END], "Event 1 is missing."],
    ["the tail cut", [...LINES.slice(0, 3), END], "Event 4 is missing at the end of the file."],
    [
      "the tail cut and its head made up",
      [...linesOf(cut), endOf(cut, { key: other })],
      `It is signed with key ${other.id}, and not with key ${KEY.id}.`,
    ],
    ["all hashed again", [...linesOf(rehashed), END], "Its signature is of event 4, and not of its last line."],
    [
      "the head of another rollout",
      [...LINES, JSON.stringify({ ...swapped, rollout: ROLLOUT, seq: 4 })],
      "Its signature is of event 4, and not of its last line.",
    ],
    [
      "no signature",
      [...LINES, JSON.stringify({ ...(JSON.parse(END) as object), signedHead: null })],
      "It is not signed.",
    ],
  ])("%s", async (_what, lines, fault) => {
    expect(await verified(lines)).toContain(fault);
  });

  test("a head of earlier must still be part of it", async () => {
    const since = headIn(endOf(cut));
    expect(await verified([...LINES, END], { ...PROOF, since })).toEqual([]);
    const again = [...linesOf(rehashed), endOf(rehashed)];
    expect(await verified(again, { ...PROOF, since })).toEqual([
      "Event 3 is not the one that the head of --since was made of.",
    ]);
  });
});

test.each<[string, readonly string[], RegExp]>([
  ["cut off", LINES, /no signed head in its last line/],
  ["of another kind", ["hello"], /^Line 1 is none/],
  [
    "of a version that proved nothing",
    [JSON.stringify({ seq: 1, at: 0, actor: {}, event: {}, hash: "" }), END],
    /^Line 1 is none/,
  ],
])("a file that is %s is refused in a sentence", async (_what, lines, sentence) => {
  expect(await verified(lines)).toMatch(sentence);
});
