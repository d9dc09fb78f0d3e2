import { accept, refuse, type Outcome } from "#core/outcome";

/** Nothing that Holdpoint takes is nested as deep; what is deeper could overflow whatever walks it. */
const DEEPEST = 64;

/** The JSON value that these bytes say: `unreadable` for what is not UTF-8, not JSON, or nested too deep. */
export function jsonOf(bytes: Uint8Array): Outcome<unknown> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse("unreadable", "The body is not UTF-8 text: save or send it as UTF-8.");
  }
  if (isTooDeep(text)) return refuse("unreadable", `The body is nested more than ${DEEPEST} levels deep.`);
  try {
    return accept(JSON.parse(text) as unknown);
  } catch {
    return refuse("unreadable", "The body is not JSON.");
  }
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
