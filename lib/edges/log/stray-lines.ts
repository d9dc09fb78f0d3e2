import { format, stripVTControlCharacters } from "node:util";
import type { Log } from "#engine/ports";

const LONGEST = 4_000;

/**
 * Makes lines of the log of what Node, the pages' server and libraries say by themselves, as warnings of a process and by
 * `console`: from then on nothing but JSON is written to standard error, and standard output is the operator's.
 */
export function logStrayLines(log: Log): void {
  // Node's own listener writes plain text
  process.removeAllListeners("warning");
  process.on("warning", ({ name, message, ...about }) => {
    const code = "code" in about ? { code: String(about.code) } : {};
    log.warn({ name, ...code, said: short(message) }, "a warning of Node or a library");
  });
  const to =
    (level: keyof Log) =>
    (...said: readonly unknown[]): void => {
      const text = short(format(...said));
      if (text !== "") log[level]({ said: text }, "a library said");
    };
  Object.assign(console, {
    ...{ log: to("info"), info: to("info"), debug: to("info"), dir: to("info"), table: to("info") },
    ...{ warn: to("warn"), trace: to("warn"), error: to("error"), assert: assertTo(to("error")) },
  });
}

function assertTo(error: (...said: readonly unknown[]) => void): Console["assert"] {
  return (holds, ...said) => {
    if (!holds) error("Assertion failed", ...said);
  };
}

function short(text: string): string {
  return stripVTControlCharacters(text).trim().slice(0, LONGEST);
}
