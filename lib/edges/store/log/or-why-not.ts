import { isDatabaseAway } from "../database-away.ts";

type Check<Asked extends readonly unknown[]> = (...asked: Asked) => Promise<string | null>;

/**
 * The same check, whose second failure in a row is an answer: a check that goes on failing while the database is there has been
 * made to fail. One failure may be a moment's, and is thrown; so is every one of a database that is away, which counts for none.
 */
export function orWhyNot<Asked extends readonly unknown[]>(check: Check<Asked>): Check<Asked> {
  const state = { failed: false };
  return async (...asked) => {
    try {
      const found = await check(...asked);
      state.failed = false;
      return found;
    } catch (error) {
      if (isDatabaseAway(error) || !state.failed) {
        state.failed ||= !isDatabaseAway(error);
        throw error;
      }
      return `It cannot be checked: ${error instanceof Error ? error.message : String(error)}.`;
    }
  };
}
