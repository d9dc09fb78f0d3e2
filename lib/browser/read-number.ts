/** What somebody typed where a figure is wanted. */
export type TypedNumber =
  | { readonly kind: "empty" }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "unclear"; readonly message: string };

const SHAPE = /^([+-]?)((?:[\d.,]*)\d)([kKM]?)$/;
const GROUPED = { ",": /^\d{1,3}(,\d{3})+$/, ".": /^\d{1,3}(\.\d{3})+$/ } as const;
/** "1,200" and "12.345": thousands, or a fraction with three digits. A leading 0 tells. */
const TWO_READINGS = /^[1-9]\d{0,2}[.,]\d{3}$/;
/** Of these nobody has thousands, so that a point stands before the fraction. */
const SMALL = new Set(["%", "pp", "ratio", "score"]);
/** Blanks and apostrophes stand between groups of three, always the same one, and nowhere else. */
const BLANK_OR_APOSTROPHE = /[\s'’]/;
const APART = /^([+-]?)(\d{1,3}(?:([\s'’])\d{3})(?:\3\d{3})*)((?:[.,]\d+)?[kKM]?)$/;

/**
 * A figure in either notation: "1,5" and "1.5", "1,234.5" and "1.234,5", "1 200", "500K", "-3 %". What can be read in two
 * ways, in a unit that has thousands, is not guessed.
 */
export function readNumber(typed: string, unit = ""): TypedNumber {
  const written = withoutUnit(typed.trim().replaceAll("−", "-"), unit);
  if (written === "") return { kind: "empty" };
  const close = withoutGroups(written);
  const [, sign = "", digits = "", factor = ""] = SHAPE.exec(close?.text ?? "") ?? [];
  if (close === null || digits === "") return unclear(`"${typed.trim()}" is no figure.`);
  if (!close.isGrouped && TWO_READINGS.test(digits) && !(SMALL.has(unit) && digits.includes("."))) {
    const [whole = "", rest = ""] = digits.split(/[.,]/);
    const fraction = numberText(Number(`${whole}.${rest}`));
    return unclear(`"${digits}" can be read in two ways: write ${whole}${rest} or ${fraction}.`);
  }
  const plain = close.isGrouped ? digits.replace(",", ".") : plainDigits(digits);
  if (plain === null) return unclear(`"${typed.trim()}" is no figure.`);
  const value = Number(`${sign === "-" ? "-" : ""}${plain}`) * factorOf(factor);
  // 1.1 * 1000 is 1100.0000000000002
  return { kind: "number", value: Number(value.toPrecision(15)) };
}

/** A figure as it is put into the field: no grouping, no exponent, and read back as itself in every unit. */
export function numberText(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return "";
  const text = value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 12 });
  return TWO_READINGS.test(text.replace("-", "")) ? `${text}0` : text;
}

function withoutUnit(text: string, unit: string): string {
  const ending = unit.toLowerCase();
  const hasUnit = ending !== "" && text.toLowerCase().endsWith(ending);
  return (hasUnit ? text.slice(0, text.length - ending.length) : text).trim();
}

/** The same without what keeps thousands apart; null where that stands anywhere else. */
function withoutGroups(text: string): { readonly text: string; readonly isGrouped: boolean } | null {
  // a sign and a letter may stand apart from the digits
  const close = text.replace(/^([+-])\s/, "$1").replace(/\s([kKM])$/, "$1");
  if (!BLANK_OR_APOSTROPHE.test(close)) return { text: close, isGrouped: false };
  const [, sign = "", whole = "", , rest = ""] = APART.exec(close) ?? [];
  return whole === "" ? null : { text: `${sign}${whole.replace(/[\s'’]/g, "")}${rest}`, isGrouped: true };
}

function factorOf(letter: string): number {
  if (letter === "M") return 1_000_000;
  return letter === "" ? 1 : 1_000;
}

/** Digits with "." before the fraction and nothing else; null where the marks make no number. */
function plainDigits(digits: string): string | null {
  const marks = digits.replace(/\d/g, "");
  if (marks === "") return digits;
  const decimal = marks.endsWith(",") ? "," : ".";
  const other = decimal === "," ? "." : ",";
  const at = digits.lastIndexOf(decimal);
  const [whole, fraction] = [digits.slice(0, at), digits.slice(at + 1)];
  if (marks.length === 1) return `${whole === "" ? "0" : whole}.${fraction}`;
  if (!marks.includes(other)) return GROUPED[decimal].test(digits) ? digits.replaceAll(decimal, "") : null;
  return GROUPED[other].test(whole) ? `${whole.replaceAll(other, "")}.${fraction}` : null;
}

function unclear(message: string): TypedNumber {
  return { kind: "unclear", message };
}
