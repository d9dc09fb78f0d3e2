import type { Plan } from "../plan.ts";
import { recurringDates } from "../schedule.ts";
import type { Contradiction, Rule } from "./finding.ts";

function otherTimes(plan: Plan): readonly Contradiction[] {
  return plan.recurring.flatMap((recurring, i) => {
    const others = (recurring.stated?.at ?? []).filter((at) => at !== recurring.at);
    if (others.length === 0) return [];
    const sentence = `is also given at ${others.join(" and ")}, beside ${recurring.at}`;
    return [{ path: ["recurring", i, "stated", "at"], sentence }];
  });
}

function collisions(plan: Plan): readonly Contradiction[] {
  return plan.recurring.flatMap((recurring, i) =>
    plan.recurring.slice(0, i).flatMap((earlier) => {
      if (earlier.at !== recurring.at) return [];
      const taken = new Set(recurringDates(earlier));
      const shared = recurringDates(recurring).find((date) => taken.has(date));
      if (shared === undefined) return [];
      return [
        {
          path: ["recurring", i, "at"],
          sentence: `falls together with ${earlier.id} at ${recurring.at}, first on ${shared}`,
        },
      ];
    }),
  );
}

/** The same recurring check at two times of day, or two of them at one. */
export const recurringTimeConflict: Rule = {
  name: "recurring-time-conflict",
  needs: [],
  find: (plan) => [...otherTimes(plan), ...collisions(plan)],
};
