import type { MovablePart } from "../playbooks.ts";
import type { Plan } from "../plan.ts";
import type { Rule } from "./finding.ts";

/** The parts that this plan has at all. */
function partsOf(plan: Plan): readonly MovablePart[] {
  const hasCheckpoints = plan.gates.length + plan.recurring.length > 0;
  return [
    "phases",
    ...(hasCheckpoints ? (["checkpoints"] as const) : []),
    ...(plan.people.shifts.length > 0 ? (["shifts"] as const) : []),
    ...(plan.sprint ? (["sprint"] as const) : []),
    ...(plan.reports.length > 0 ? (["reports"] as const) : []),
  ];
}

/** A delay that moves some parts of the plan and leaves others at their old dates. */
export const delayMovesOnlyPart: Rule = {
  name: "delay-moves-only-part",
  needs: [],
  find: (plan) =>
    plan.delays.flatMap((delay, i) => {
      const left = (moves: readonly MovablePart[]): readonly MovablePart[] =>
        partsOf(plan).filter((part) => !moves.includes(part));
      const decided = left(delay.moves);
      const stated = delay.stated ? left(delay.stated.moves) : [];
      return [
        ...(decided.length > 0
          ? [{ path: ["delays", i, "moves"], sentence: `leaves behind: ${decided.join(", ")}` }]
          : []),
        ...(stated.length > 0
          ? [
              {
                path: ["delays", i, "stated", "moves"],
                sentence: `the source says nothing of moving: ${stated.join(", ")}`,
              },
            ]
          : []),
      ];
    }),
};
