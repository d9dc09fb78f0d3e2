import { expect, test } from "vitest";
import { accept, refuse, type Outcome, type Refusal } from "#core/outcome";
import { clearAll, sendTelling } from "./use-send.ts";

const WRONG = refuse("invalid", "The password is wrong.");
const CONFIRM = refuse("confirm", "This asks for your password again.");

/** One try with these answers, one after the other: what was told, and how often it was sent. */
async function tried(
  answers: readonly Outcome<string>[],
  given: boolean,
): Promise<{ readonly told: readonly string[]; readonly sent: number; readonly answer: Outcome<string> }> {
  const told: string[] = [];
  let sent = 0;
  const tell = (isSending: boolean, refusal: Refusal | null): void =>
    void told.push(`${isSending ? "sending" : "rest"} ${refusal?.code ?? "-"}`);
  const answer = await sendTelling(() => Promise.resolve(answers[sent++] ?? accept("")), {
    askPassword: () => Promise.resolve(given),
    tell,
  });
  return { told, sent, answer };
}

test.each([
  ["is right", [accept("in")], true, ["sending -", "rest -"], 1],
  ["is refused", [WRONG], true, ["sending -", "rest invalid"], 1],
  ["asks for the password, which is given", [CONFIRM, accept("in")], true, ["sending -", "rest -"], 2],
  ["asks for the password, which is not given", [CONFIRM], false, ["sending -", "rest confirm"], 1],
])("a try that %s begins with nothing refused", async (_, answers, given, told, sent) => {
  expect(await tried(answers, given)).toMatchObject({ told, sent });
});

test("what shares one alert is cleared together", () => {
  const cleared: number[] = [];
  clearAll({ clear: () => void cleared.push(1) }, { clear: () => void cleared.push(2) });
  expect(cleared).toEqual([1, 2]);
});
