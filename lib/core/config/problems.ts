import type { z } from "zod";
import { choices, sentence } from "../plain-issues.ts";
import { placeText, valueAt, type Path } from "./place.ts";

/** One thing wrong in a document: where, and one sentence. `path` leads to the nearest value, or to the unknown key itself. */
export type Problem = { readonly path: Path; readonly message: string };

type Issue = z.core.$ZodIssue;

function unionProblems(issue: Issue & { code: "invalid_union" }, document: unknown, base: Path): readonly Problem[] {
  const known = "options" in issue && Array.isArray(issue.options) ? issue.options : [];
  if (known.length > 0) {
    const given = valueAt(document, base);
    return [
      {
        path: base,
        message:
          given === undefined ? `is missing; it must be one of ${choices(known)}` : `must be one of ${choices(known)}`,
      },
    ];
  }
  const forms = issue.errors.map((issues) => issues.flatMap((inner) => problemsOf(inner, document, base)));
  const [closest] = forms.sort((a, b) => a.length - b.length);
  return closest ?? [{ path: base, message: "has none of the allowed forms" }];
}

function problemsOf(issue: Issue, document: unknown, base: Path): readonly Problem[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: [...path, key], message: "is not a known field" }));
  if (issue.code === "invalid_union") return unionProblems(issue, document, path);
  return [{ path, message: sentence(issue, valueAt(document, path)) }];
}

/** Every issue of a refused parse, in plain English; `document` is the value that was parsed. */
export function problemsIn(error: z.ZodError, document: unknown): readonly Problem[] {
  return error.issues.flatMap((issue) => problemsOf(issue, document, []));
}

/** The places of a `Refusal`, named as `placeText` names them. */
export function placesOf(
  problems: readonly Problem[],
  document: unknown,
): readonly { readonly path: string; readonly message: string }[] {
  return problems.map((problem) => ({ path: placeText(document, problem.path), message: problem.message }));
}
