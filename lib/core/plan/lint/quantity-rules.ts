import type { Rule } from "./finding.ts";

/** A change that begins as one quantity and ends as another. */
export const mixedQuantities: Rule = {
  name: "mixed-quantities",
  needs: [],
  find: (plan) =>
    plan.t0Sequence.flatMap((step, i) =>
      step.items.flatMap(({ stated }, k) => {
        if (!stated || stated.from.unit === stated.to.unit) return [];
        const sentence = `goes from ${stated.from.value} ${stated.from.unit} to ${stated.to.value} ${stated.to.unit}, which are different quantities`;
        return [{ path: ["t0Sequence", i, "items", k, "stated"], sentence }];
      }),
    ),
};

/** A limit without its FAIL bound, or whose source gave only the target. */
export const limitIncomplete: Rule = {
  name: "limit-incomplete",
  needs: [],
  find: (plan) =>
    plan.limits.flatMap((limit, i) => {
      const target = `${limit.pass.op} ${limit.pass.value}`;
      if (!limit.fail) return [{ path: ["limits", i], sentence: `has a PASS limit (${target}) but no FAIL limit` }];
      if (limit.stated !== "pass_only") return [];
      return [
        {
          path: ["limits", i, "stated"],
          sentence: `the source gives only PASS (${target}); WARN and FAIL are decided here`,
        },
      ];
    }),
};
