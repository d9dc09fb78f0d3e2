import { expect, test } from "vitest";
import { evaluations, ruleOf, TOO_SLOW } from "./evaluations.ts";
import { ownFaults } from "./own-faults.ts";

test("a rule that cannot be evaluated is an own fault until it can, and one line of the log (push-merge)", () => {
  const faults = ownFaults(() => 0);
  const said: string[] = [];
  const log = { warn: () => void said.push("fails"), info: () => void said.push("works") };
  const { settled } = evaluations(faults, log);
  settled(ruleOf("burn"), null);
  for (let tick = 0; tick < 100; tick += 1) settled(ruleOf("burn"), new RangeError("7 events of 3"));
  expect(faults.list()).toMatchObject([{ id: "rule:burn", severity: "high" }]);
  expect(faults.list()[0]?.sentence).toContain('The alert rule "burn" cannot be evaluated now');
  expect(said).toEqual(["fails"]);
  settled(ruleOf("burn"), null);
  expect([faults.list(), said]).toEqual([[], ["fails", "works"]]);
});

test("a rule that waits for the database is told as low: the database has a fault of its own then", () => {
  const faults = ownFaults(() => 0);
  evaluations(faults, { warn: () => undefined, info: () => undefined }).settled(ruleOf("burn"), new Error(TOO_SLOW));
  expect(faults.list()).toMatchObject([{ severity: "low" }]);
});
