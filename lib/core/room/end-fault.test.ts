import { expect, test } from "vitest";
import { deciding } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { endFault, exitFault } from "./end-fault.ts";
import { formsOf } from "./form/form.ts";

const PLAN = aRoomPlan();
const [gate, ...gates] = PLAN.gates;
if (!gate) throw new Error("the plan has no gate");
const AT_A_GATE = { ...PLAN, gates: [{ ...gate, secondFactor: true }, ...gates] };

test.each([
  ["nothing asks for a second factor", {}, false],
  ["the configuration does", { votesNeedSecondFactor: true }, true],
  ["the plan's poll does", { plan: { ...PLAN, poll: { ...PLAN.poll, secondFactor: true } } }, true],
  ["one gate of the plan does", { plan: AT_A_GATE }, true],
  ["the plan was not kept", { plan: null }, false],
  ["the plan was not kept, and the configuration does", { plan: null, votesNeedSecondFactor: true }, true],
])("giving up and archiving where %s", (_, asking, isRefused) => {
  const faultFor = (secondFactor: "none" | "unused" | "used"): string | null =>
    endFault({ ...deciding(), ...asking, secondFactor });
  expect(faultFor("used")).toBeNull();
  expect([faultFor("none") !== null, faultFor("unused") !== null]).toEqual([isRefused, isRefused]);
});

test("of a procedure's exits only the one that gives the rollout up needs it", () => {
  const about = deciding({ votesNeedSecondFactor: true });
  expect((["resume", "reschedule", "abort"] as const).filter((exit) => exitFault(exit, about) !== null)).toEqual([
    "abort",
  ]);
});

test("every form counts: the gates, the pulse and the recurring checks", () => {
  const pulse = PLAN.pulse ? 1 : 0;
  expect(formsOf(PLAN)).toHaveLength(PLAN.gates.length + pulse + PLAN.recurring.length);
});
