import { expect, test } from "vitest";
import { anIdentity } from "#testing/an-identity";
import { download } from "./download.ts";
import { heavyReads } from "./heavy-reads.ts";

const ASKED = { identity: anIdentity("admin"), headers: new Headers() };
const FILE = { name: "a.txt", type: "text/plain" };

function counted(pieces: number) {
  const state = { read: 0 };
  const next = (): Promise<string | null> => {
    state.read += 1;
    return Promise.resolve(state.read > pieces ? null : `${state.read} `);
  };
  return { state, next };
}

test("a download is read piece by piece, none before it is taken", async () => {
  const { state, next } = counted(1_000);
  const answer = download({ runtime: { reads: heavyReads() }, ...ASKED }, FILE, next);
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(state.read).toBe(1);
  await reader.cancel();
  expect(state.read).toBe(1);
});

test("many downloads of one person wait for each other, and all come to their end", async () => {
  const reads = heavyReads();
  const texts = await Promise.all(
    Array.from({ length: 50 }, () => download({ runtime: { reads }, ...ASKED }, FILE, counted(3).next).text()),
  );
  expect(new Set(texts)).toEqual(new Set(["1 2 3 "]));
});

test("a reader who goes away while it waits for its turn leaves no place taken", async () => {
  const reads = heavyReads();
  const ends: (() => void)[] = [];
  const { id } = ASKED.identity.kind === "person" ? ASKED.identity.account : { id: "" };
  const held = [1, 2].map(() => reads(id, () => new Promise<void>((end) => ends.push(end))));
  const { state, next } = counted(3);
  const body = download({ runtime: { reads }, ...ASKED }, FILE, next).body as ReadableStream<Uint8Array>;
  const reader = body.getReader();
  const reading = reader.read();
  await reader.cancel();
  await reading.catch(() => undefined);
  ends.forEach((end) => end());
  await Promise.all(held);
  expect(state.read).toBe(0);
  await expect(reads(id, () => Promise.resolve("well"))).resolves.toBe("well");
});
