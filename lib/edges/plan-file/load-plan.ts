import type { Path } from "#core/config/place";
import { placesOf } from "#core/config/problems";
import type { Read, SoundPart } from "#core/config/sound-part";
import { readPlan } from "#core/plan/parse-plan";
import type { Plan } from "#core/plan/plan";
import { readFile } from "./read-file.ts";
import { readYaml, type FileProblem, type YamlDocument } from "./yaml-document.ts";

/** A file's value and its places, or every problem with its place and what of it is well-formed all the same. */
export type Loaded<T> =
  | { readonly ok: true; readonly value: T; readonly document: YamlDocument }
  | { readonly ok: false; readonly problems: readonly FileProblem[]; readonly rest: Rest<T> | null };

type Rest<T> = { readonly part: SoundPart<T>; readonly document: YamlDocument };

/** What can be looked at of a file, whether it is right or not; null: nothing. */
export function partOf<T>(loaded: Loaded<T>): Rest<T> | null {
  if (!loaded.ok) return loaded.rest;
  const { value, document } = loaded;
  return { part: { value, document: document.value, lost: [] }, document };
}

/** The file with `more` problems, by the places of its document. */
export function withProblems<T>(loaded: Loaded<T>, more: Read<T>["problems"]): Loaded<T> {
  const rest = partOf(loaded);
  if (rest === null || more.length === 0) return loaded;
  const located = rest.document.locate(placesOf(more, rest.document.value));
  return { ok: false, problems: [...(loaded.ok ? [] : loaded.problems), ...located], rest };
}

/** What `read` makes of a document. */
export function loadedFrom<T>(
  document: YamlDocument,
  read: (value: unknown, unread: readonly Path[]) => Read<T>,
): Loaded<T> {
  if (document.value === null && document.problems.length > 0)
    return { ok: false, problems: document.problems, rest: null };
  const { problems: found, part } = read(document.value, document.unread);
  const problems = [...document.problems, ...document.locate(placesOf(found, document.value))];
  if (part !== null && problems.length === 0) return { ok: true, value: part.value, document };
  return { ok: false, problems, rest: part === null ? null : { part, document } };
}

/** Reads, checks and returns the plan in `file`. Contradictions that the linter finds do not stop it from loading. */
export async function loadPlan(file: string): Promise<Loaded<Plan>> {
  const read = await readFile(file);
  return read.ok ? loadedFrom(readYaml(read.text, file), readPlan) : { ...read, rest: null };
}
