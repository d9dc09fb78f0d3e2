import { parsePlan } from "#core/plan/parse-plan";
import type { Plan } from "#core/plan/plan";
import { readFile } from "./read-file.ts";
import { readYaml, type FileProblem, type YamlDocument } from "./yaml-document.ts";

/** A parsed file, or every problem with its place. `document` finds the place of a later finding. */
export type Loaded<T> =
  | { readonly ok: true; readonly value: T; readonly document: YamlDocument }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** A plan from YAML text; `file` is the name that problems carry. */
function planFromText(text: string, file: string): Loaded<Plan> {
  const document = readYaml(text, file);
  if (document.problems.length > 0) return { ok: false, problems: document.problems };
  const parsed = parsePlan(document.value);
  if (parsed.ok) return { ok: true, value: parsed.value, document };
  return { ok: false, problems: document.locate(parsed.refusal.places ?? []) };
}

/** Reads, checks and returns the plan in `file`. Contradictions that the linter finds do not stop it from loading. */
export async function loadPlan(file: string): Promise<Loaded<Plan>> {
  const read = await readFile(file);
  return read.ok ? planFromText(read.text, file) : read;
}
