import type { Path } from "../../config/place.ts";
import type { Plan } from "../plan.ts";

/** One place where the plan says something twice, and not the same. */
export type Contradiction = { readonly path: Path; readonly sentence: string };

/**
 * A rule looks at the structure of any plan; `name` is what an acknowledgement refers to. What it finds is only true while the
 * parts in `needs` are whole.
 */
export type Rule = {
  readonly name: string;
  readonly needs: readonly (keyof Plan)[];
  readonly find: (plan: Plan) => readonly Contradiction[];
};

/** What one rule found, at all its places. `acknowledged` holds the plan's own "why"; null: still to be decided. */
export type Finding = {
  readonly rule: string;
  readonly acknowledged: string | null;
  readonly details: readonly { readonly place: string; readonly sentence: string }[];
};
