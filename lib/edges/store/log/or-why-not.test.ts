import { expect, test } from "vitest";
import { orWhyNot } from "./or-why-not.ts";

const AWAY = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
const MADE_TO_FAIL = new Error('relation "sign_off" does not exist');

/** What each look comes to: the sentence, null, or what it threw. */
async function looks(answers: readonly (string | null | Error)[]): Promise<readonly unknown[]> {
  const left = [...answers];
  const check = orWhyNot(() => {
    const answer = left.shift() ?? null;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  const told: unknown[] = [];
  for (const _ of answers) told.push(await check().catch((error: unknown) => error));
  return told;
}

test("a check that fails twice in a row says why, and goes on saying it", async () => {
  const said = 'It cannot be checked: relation "sign_off" does not exist.';
  expect(await looks([MADE_TO_FAIL, MADE_TO_FAIL, MADE_TO_FAIL])).toEqual([MADE_TO_FAIL, said, said]);
});

test("one failure is a moment's: what comes between begins anew", async () => {
  const answers = [MADE_TO_FAIL, null, MADE_TO_FAIL, "Event 5 was changed.", MADE_TO_FAIL];
  expect(await looks(answers)).toEqual(answers);
});

test("a database that is away has been made to fail by nobody", async () => {
  expect(await looks([AWAY, AWAY, AWAY])).toEqual([AWAY, AWAY, AWAY]);
  expect(await looks([MADE_TO_FAIL, AWAY, MADE_TO_FAIL])).toEqual([
    MADE_TO_FAIL,
    AWAY,
    'It cannot be checked: relation "sign_off" does not exist.',
  ]);
});

test("what is asked is handed on", async () => {
  const check = orWhyNot((rollout: string, seq: number) => Promise.resolve(`${rollout} ${seq}`));
  expect(await check("r1", 7)).toBe("r1 7");
});
