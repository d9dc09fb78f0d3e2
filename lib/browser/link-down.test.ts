import { expect, test } from "vitest";
import { whyEnded, whyRefused } from "./link-down.ts";

const refusedWith = (message: string, description?: unknown): Error =>
  Object.assign(new Error(message), { description });

test.each([
  [refusedWith("unauthenticated"), /sign in, or pair/],
  [refusedWith("too_many"), /this address/],
  [refusedWith("xhr poll error", 429), /this address/],
  [refusedWith("xhr poll error", 503), /short of memory or time/],
  [refusedWith("websocket error"), null],
  [refusedWith("constructor"), null],
])("%s is said in a sentence, where it is known", (error, sentence) => {
  const why = whyRefused(error);
  if (sentence === null) expect(why).toBeNull();
  else expect(why).toMatch(sentence);
});

test("a page that was cut off says for what", () => {
  const closed = { description: "closed", context: { code: 1008, reason: "sends too many messages" } };
  expect(whyEnded("transport close", closed)).toBe("Holdpoint cut this connection off: it sends too many messages.");
  expect(whyEnded("transport close", { context: { code: 1006, reason: "" } })).toBeNull();
  expect(whyEnded("ping timeout", undefined)).toBeNull();
  expect(whyEnded("io server disconnect", undefined)).toBe("Holdpoint ended this connection.");
});
