import { accept, refuse, type Outcome } from "../outcome.ts";
import { CONFIG_SOUNDNESS, configSchema, nameProblems, type Config } from "./config.ts";
import type { Path } from "./place.ts";
import { placesOf, problemsIn } from "./problems.ts";
import { crossProblems, isIn, soundPart, type Read } from "./sound-part.ts";

/**
 * Everything wrong with whatever was read, at once, and the part of it that is well-formed; nothing at all is the default
 * configuration. Of the places in `unread` nothing is known, and nothing said.
 */
export function readConfig(document: unknown, unread: readonly Path[] = []): Read<Config> {
  const parsed = configSchema.safeParse(document ?? {});
  const part =
    parsed.success && unread.length === 0
      ? { value: parsed.data, document, lost: [] }
      : soundPart(configSchema, document ?? {}, { unread });
  const problems = [
    ...(parsed.success ? [] : problemsIn(parsed.error, document)),
    ...nameProblems(document),
    ...(part === null ? [] : crossProblems(part, CONFIG_SOUNDNESS)),
  ];
  return { problems: problems.filter(({ path }) => !isIn(path, unread)), part };
}

/** A configuration from whatever was read. Refuses as `invalid` with every problem in `places`. */
export function parseConfig(document: unknown): Outcome<Config> {
  const { problems, part } = readConfig(document);
  if (part !== null && problems.length === 0) return accept(part.value);
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return refuse("invalid", `The configuration has ${count}.`, placesOf(problems, document));
}
