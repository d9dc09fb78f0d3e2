import type { z } from "zod";
import { placeText, valueAt, type Path } from "./place.ts";

/** One thing wrong in a document: where, and one sentence. `path` leads to the nearest value, or to the unknown key itself. */
export type Problem = { readonly path: Path; readonly message: string };

type Issue = z.core.$ZodIssue;

/** Said of whatever is no URL. */
export const WEB_ADDRESS = "must be a web address such as https://example.com/path";

function kindOf(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    string: "a text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a group of fields",
    record: "a group of fields",
  };
  return names[expected] ?? expected;
}

function foundKind(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  return kindOf(typeof value);
}

/** What was found instead: of a number that is none of those wanted, its kind says nothing. */
function foundOf(expected: string, given: unknown): string {
  return typeof given === "number" && (expected === "int" || expected === "number") ? String(given) : foundKind(given);
}

function boundSentence(issue: Issue & { code: "too_small" | "too_big" }): string {
  const least = issue.code === "too_small";
  const bound = least ? issue.minimum : issue.maximum;
  const word = least
    ? issue.inclusive === false
      ? "more than"
      : "at least"
    : issue.inclusive === false
      ? "less than"
      : "at most";
  if (issue.origin === "string")
    return least && bound === 1 ? "must not be empty" : `must have ${word} ${bound} characters`;
  if (issue.origin === "array" || issue.origin === "set")
    return `must have ${word} ${bound} ${bound === 1 ? "entry" : "entries"}`;
  return `must be ${word} ${bound}`;
}

function choices(values: readonly unknown[]): string {
  return values.map(String).join(", ");
}

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

function sentence(issue: Issue, given: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      if (given === undefined) return `is missing; it must be ${kindOf(issue.expected)}`;
      return `must be ${kindOf(issue.expected)}, not ${foundOf(issue.expected, given)}`;
    case "invalid_value": {
      const missing = given === undefined ? "is missing; it " : "";
      return issue.values.length === 1
        ? `${missing}must be ${choices(issue.values)}`
        : `${missing}must be one of ${choices(issue.values)}`;
    }
    case "too_small":
    case "too_big":
      return boundSentence(issue);
    case "invalid_format":
      if (issue.format === "url") return WEB_ADDRESS;
      return issue.format === "regex" ? issue.message : `is not a valid ${issue.format}`;
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "invalid_key":
      return `has a name that is not allowed: it ${issue.issues.map((inner) => sentence(inner, "")).join("; it ")}`;
    case "custom":
    case "invalid_element":
    case "invalid_union":
    case "unrecognized_keys":
      return issue.message;
  }
  issue satisfies never;
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
