/** What somebody typed where a figure is wanted. */
export type TypedNumber =
  | { readonly kind: "empty" }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "unclear"; readonly message: string };

const SHAPE = /^([+-]?)((?:[\d.,]*)\d)([kKM]?)$/;
const GROUPED = { ",": /^\d{1,3}(,\d{3})+$/, ".": /^\d{1,3}(\.\d{3})+$/ } as const;
/** "1,200": a thousand and two hundred, or one and a fifth. A leading 0 tells. */
const TWO_READINGS = /^[1-9]\d{0,2},\d{3}$/;

/**
 * A figure in either notation: "1,5" and "1.5", "1,234.5" and "1.234,5", "1 200", "500K", "-3 %". What can be read in two
 * ways is not guessed.
 */
export function readNumber(typed: string, unit = ""): TypedNumber {
  const text = withoutUnit(typed.replace(/[\s\u00a0\u202f'’]/g, "").replaceAll("−", "-"), unit);
  if (text === "") return { kind: "empty" };
  const [, sign = "", digits = "", factor = ""] = SHAPE.exec(text) ?? [];
  if (digits === "") return unclear(`"${typed.trim()}" is no figure.`);
  if (TWO_READINGS.test(digits)) {
    const [whole = "", rest = ""] = digits.split(",");
    return unclear(`"${digits}" can be read in two ways: write ${whole}${rest} or ${whole}.${rest}.`);
  }
  const plain = plainDigits(digits);
  if (plain === null) return unclear(`"${typed.trim()}" is no figure.`);
  const value = Number(`${sign === "-" ? "-" : ""}${plain}`) * factorOf(factor);
  // 1.1 * 1000 is 1100.0000000000002
  return { kind: "number", value: Number(value.toPrecision(15)) };
}

/** A figure as it is put into the field: no grouping, no exponent. */
export function numberText(value: number | null): string {
  if (value === null) return "";
  return value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 12 });
}

function withoutUnit(text: string, unit: string): string {
  const ending = unit.replaceAll(" ", "").toLowerCase();
  return ending !== "" && text.toLowerCase().endsWith(ending) ? text.slice(0, text.length - ending.length) : text;
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
