import { accept, refuse, type Outcome } from "#core/outcome";

/** Nothing that Holdpoint takes is nested as deep; what is deeper could overflow whatever walks it. */
const DEEPEST = 64;

/** The JSON value that these bytes say: `unreadable` for what is not UTF-8, not JSON, nested too deep, or names `__proto__`. */
export function jsonOf(bytes: Uint8Array): Outcome<unknown> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse("unreadable", "The body is not UTF-8 text: save or send it as UTF-8.");
  }
  if (isTooDeep(text)) return refuse("unreadable", `The body is nested more than ${DEEPEST} levels deep.`);
  try {
    const value: unknown = JSON.parse(text);
    if (hasProto(text)) return refuse("unreadable", "The body has a field named __proto__: nothing may be named so.");
    return accept(value);
  } catch {
    return refuse("unreadable", "The body is not JSON.");
  }
}

/** Schemas leave such a field out of records and say nothing. */
function hasProto(text: string): boolean {
  // as it is, or with an underscore escaped
  if (!/__proto__|\\u005f/i.test(text)) return false;
  let found = false;
  JSON.parse(text, (key, value: unknown) => {
    found ||= key === "__proto__";
    return value;
  });
  return found;
}

/** Before parsing: brackets outside of strings. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? "";
    if (isQuoted) {
      if (letter === "\\") at += 1;
      else if (letter === '"') isQuoted = false;
    } else if (letter === '"') isQuoted = true;
    else if (letter === "[" || letter === "{") depth += 1;
    else if (letter === "]" || letter === "}") depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}
