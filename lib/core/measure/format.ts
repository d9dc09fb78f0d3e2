const NO_SUFFIX = new Set(["count", "score", "ratio"]);
const SIGNIFICANT = 3;
const MOST_DECIMALS = 9;
const NO_DATA = "no data";
/** From here on figures have an exponent, and no thousands. */
const MOST_PLAIN = 1e21;

/**
 * A value in base form with its unit, as people read it: 0.00042 "%" is "0.042 %", 48.31 "ms" is "48.3 ms", 1240.2 "req/s" is
 * "1,240 req/s"; null is "no data". Three significant figures, for a share counted from its nearer end, so that 99.991 %
 * does not read 99.99 %; more where needed to read apart from `apartFrom` (a limit, in base form).
 */
export function formatValue(value: number | null, unit: string, apartFrom?: number | null): string {
  const shown = value === null ? NaN : shownAs(value, unit);
  if (!Number.isFinite(shown)) return NO_DATA;
  const other = typeof apartFrom === "number" && Number.isFinite(apartFrom) ? shownAs(apartFrom, unit) : null;
  let decimals = decimalsFor(shown, unit);
  while (
    other !== null &&
    other !== shown &&
    decimals < MOST_DECIMALS &&
    plain(shown, decimals) === plain(other, decimals)
  )
    decimals++;
  return withUnit(plain(shown, decimals), unit);
}

/** A value as a person writes it, all its digits kept: for limits and other figures that were written down. */
export function formatWritten(written: number, unit: string): string {
  return Number.isFinite(written) ? withUnit(plain(written, MOST_DECIMALS), unit) : NO_DATA;
}

/** A whole number with thousands apart: "12,400". */
export function formatCount(n: number): string {
  return Number.isFinite(n) ? plain(n, 0) : NO_DATA;
}

/** A value as a person writes it: fractions in percent. Rounded at the 12th decimal: 0.00042 * 100 must not read 0.042000000000000003. */
export function shownAs(value: number, unit: string): number {
  return unit === "%" || unit === "pp" ? Math.round(value * 1e14) / 1e12 : value;
}

function decimalsFor(shown: number, unit: string): number {
  const size = unit === "%" && shown > 50 && shown < 100 ? 100 - shown : Math.abs(shown);
  if (size === 0 || Number.isInteger(shown)) return 0;
  if (size >= 1_000) return 0;
  return Math.min(MOST_DECIMALS, Math.max(0, SIGNIFICANT - 1 - Math.floor(Math.log10(size))));
}

function plain(shown: number, decimals: number): string {
  if (Math.abs(shown) >= MOST_PLAIN) return shown.toExponential(2);
  const [whole = "0", fraction = ""] = Math.abs(shown).toFixed(decimals).split(".");
  const digits = fraction.replace(/0+$/, "");
  const text = `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${digits ? `.${digits}` : ""}`;
  return shown < 0 && text !== "0" ? `-${text}` : text;
}

function withUnit(text: string, unit: string): string {
  return NO_SUFFIX.has(unit) ? text : `${text} ${unit}`;
}
