import type { z } from "zod";

type Issue = z.core.$ZodIssue | z.core.$ZodRawIssue;

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

export function choices(values: readonly unknown[]): string {
  return values.map(String).join(", ");
}

/** What is wrong with a value, as the end of a sentence that begins with its place. */
export function sentence(issue: Issue, given: unknown): string {
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
      return issue.format === "regex" ? (issue.message ?? "has another form") : `is not a valid ${issue.format}`;
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "invalid_key":
      return `has a name that is not allowed: it ${issue.issues.map((inner) => sentence(inner, "")).join("; it ")}`;
    case "custom":
    case "invalid_element":
    case "invalid_union":
    case "unrecognized_keys":
      return issue.message ?? "has none of the allowed forms";
  }
  issue satisfies never;
}

/** For `safeParse`: the words of issues that a schema has none of its own for. */
export const PLAIN_WORDS = {
  error: (issue: z.core.$ZodRawIssue): string =>
    issue.code === "unrecognized_keys"
      ? `has fields that are not known: ${issue.keys.join(", ")}`
      : sentence(issue, issue.input),
};
