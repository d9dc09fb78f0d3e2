import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sendCommand } from "./send-command.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const DONE = { seq: 1, events: [] };
const problem = (status: number, code: string): Response =>
  new Response(JSON.stringify({ title: "No", code }), { status });

/** Answers each try with the next of `answers`; keeps the keys and bodies that it was sent. */
function server(answers: readonly (() => Response)[]): { readonly sent: unknown[]; waited: number } {
  const seen = { sent: [] as unknown[], waited: 0 };
  vi.stubGlobal("fetch", async (_: string, { headers, body }: { headers: Record<string, string>; body: string }) => {
    seen.sent.push([headers["idempotency-key"], body]);
    return answers[seen.sent.length - 1]?.() ?? Response.json(DONE);
  });
  return seen;
}

async function send(seen: { waited: number }): ReturnType<typeof sendCommand> {
  const sending = sendCommand(
    "add-note",
    { text: "Seen" },
    {
      key: "key-00001",
      onWaiting: () => void (seen.waited += 1),
      signal: new AbortController().signal,
    },
  );
  await vi.runAllTimersAsync();
  return await sending;
}

test("what the database could not take is sent again with the same key and content until it is answered", async () => {
  const seen = server([
    () => problem(503, "unavailable"),
    () => {
      throw new TypeError("no link");
    },
    () => new Response("<html>", { status: 502 }),
  ]);
  expect(await send(seen)).toEqual({ ok: true, value: DONE });
  expect(seen.sent).toEqual(Array.from({ length: 4 }, () => ["key-00001", JSON.stringify({ text: "Seen" })]));
  expect(seen.waited).toBe(3);
});

test.each([
  [409, "conflict"],
  [500, "internal"],
  [403, "confirm"],
])("an answer is not asked for again: %i %s", async (status, code) => {
  const seen = server([() => problem(status, code)]);
  expect(await send(seen)).toMatchObject({ ok: false, refusal: { code } });
  expect(seen.sent).toHaveLength(1);
});
