import { accept, refuse, type Outcome } from "../outcome.ts";
import { configProblems, configSchema, type Config } from "./config.ts";
import { placesOf, problemsIn } from "./problems.ts";

/** A configuration from whatever was read; nothing at all is the default one. Refuses as `invalid` with every problem in `places`. */
export function parseConfig(document: unknown): Outcome<Config> {
  const parsed = configSchema.safeParse(document ?? {});
  const problems = parsed.success ? configProblems(parsed.data) : problemsIn(parsed.error, document);
  if (parsed.success && problems.length === 0) return accept(parsed.data);
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return refuse("invalid", `The configuration has ${count}.`, placesOf(problems, document));
}
