import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { started, deciding, opened, PLAN_T0, roomOf } from "#testing/a-room";
import { arbitraryOf, type Schema } from "#testing/fuzz/json-schema-arbitrary";
import { testSeed } from "#testing/test-seed";
import { COMMANDS, type Verb } from "./commands.ts";

/** What every object has, and so a look-up by a name that nobody gave would find. */
const OF_NOTHING = Object.getOwnPropertyNames(Object.prototype);
const REFUSED = "names nothing";
const ROOM = roomOf(started(), opened());
const ABOUT = deciding({ now: PLAN_T0 + 20 * 60_000 });

function inputsOf(verb: Verb): fc.Arbitrary<unknown> {
  const schema = z.toJSONSchema(COMMANDS[verb].input, { io: "input", unrepresentable: "any" }) as Schema;
  return arbitraryOf(schema, { ids: OF_NOTHING, resolve: () => ({}) });
}

/** Where an input names what cannot be, if that is all that is wrong with it. */
function namesNothing(verb: Verb, input: unknown): boolean {
  const { error } = COMMANDS[verb].input.safeParse(input);
  return error !== undefined && error.issues.every(({ message }) => message === REFUSED);
}

const inputOfNothing = (verb: Verb): fc.Arbitrary<unknown> =>
  inputsOf(verb).filter((input) => namesNothing(verb, input));

/** Verbs that take an id, as their schemas say. */
const NAMING = (Object.keys(COMMANDS) as Verb[]).filter((verb) =>
  fc.sample(inputsOf(verb), { numRuns: 300, seed: testSeed() }).some((input) => namesNothing(verb, input)),
);

test("most commands name something by its id", () => {
  expect(NAMING.length).toBeGreaterThan(30);
});

test.each(NAMING)("proto-id: %s finds nothing under a name that every object has, also behind the door", (verb) => {
  fc.assert(
    fc.property(inputOfNothing(verb), (input) => {
      const outcome = COMMANDS[verb].decide(input)(ROOM, ABOUT);
      expect(outcome.ok, JSON.stringify(input)).toBe(false);
    }),
    { numRuns: 40, seed: testSeed() },
  );
});
