import { randomInt } from "node:crypto";

const CODES = 10;
const HALF = 5;
/** No letter or digit that another is taken for on paper. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** Codes of 49 bits for when the app is gone: `k7mq2-x9d4p`. */
export function newBackupCodes(): string[] {
  return Array.from({ length: CODES }, () => asWritten(Array.from({ length: 2 * HALF }, letter).join("")));
}

function letter(): string {
  return LETTERS[randomInt(LETTERS.length)] ?? "";
}

/** As they are kept, of one without its dash. */
export function asWritten(code: string): string {
  return `${code.slice(0, HALF)}-${code.slice(HALF)}`;
}
