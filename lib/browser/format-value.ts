/** A number as shown: figures and unit apart, so that units can be set smaller and figures keep their width. */
export type ShownValue = { readonly figures: string; readonly unit: string };

/** Stands where a value is unknown: an en dash, never a zero. */
const UNKNOWN = "–";

/** By decimals, from none to three; made once, since making one takes far longer than using it. */
const FIGURES = [0, 1, 2, 3].map(
  (digits) => new Intl.NumberFormat("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);

const group = (value: number, digits: 0 | 1 | 2 | 3): string => FIGURES[digits]?.format(value) ?? UNKNOWN;

/** A value in base form (ratios as fractions) as a person reads it: 0.00042 in `%` is `0.042` and `%`. */
export function showValue(value: number | null, unit: string): ShownValue {
  // a share is written in percent, and the largest numbers have no hundredfold
  if (value === null || !Number.isFinite(value * 100)) return { figures: UNKNOWN, unit: unitWord(unit) };
  switch (unit) {
    case "%":
      return { figures: percentFigures(value * 100), unit: "%" };
    case "pp":
      return { figures: group(value * 100, 2), unit: "pp" };
    case "ratio":
      return { figures: group(value, 2), unit: "" };
    case "USD":
    case "USD/min":
      return { figures: compact(value), unit };
    default:
      return { figures: compact(value), unit: unitWord(unit) };
  }
}

export function valueWords(value: number | null, unit: string): string {
  const shown = showValue(value, unit);
  return shown.unit === "" ? shown.figures : `${shown.figures} ${shown.unit}`;
}

/** Near 0 and near 100 % the decisive digits come late: 99.987 and 0.042 keep three, 87.5 keeps one. */
function percentFigures(percent: number): string {
  const near = Math.min(Math.abs(percent), Math.abs(100 - percent));
  if (percent === 0 || percent === 100) return group(percent, 0);
  return group(percent, near < 1 ? 3 : near < 10 ? 2 : 1);
}

function compact(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${group(value / 1e6, 2)}M`;
  if (size >= 1e5) return `${group(value / 1e3, 0)}K`;
  if (Number.isInteger(value) || size >= 1_000) return group(value, 0);
  return group(value, size >= 10 ? 1 : 2);
}

/** A unit as printed; counts, scores and ratios have none. */
export function unitWord(unit: string): string {
  return unit === "count" || unit === "score" || unit === "ratio" ? "" : unit;
}

export function countWords(count: number): string {
  return Number.isFinite(count) ? group(count, 0) : UNKNOWN;
}

/** Coverage rounds down: 99.96 % measured is not 100 %. */
export function coverageWords(share: number): string {
  if (Number.isNaN(share) || share < 0) return UNKNOWN;
  return share >= 1 ? "100 %" : `${(Math.floor(share * 1_000) / 10).toFixed(1)} %`;
}

/** A limit in words as it is set in type: `>= 475K` reads `≥ 475K`. */
export function limitWords(words: string): string {
  return words.replace(">=", "≥").replace("<=", "≤");
}

/** Figures of an axis tick: no unit, no trailing zeros. */
export function tickFigures(value: number, unit: string): string {
  const { figures } = showValue(value, unit);
  return /^-?\d+\.\d+$/.test(figures) ? String(Number(figures)) : figures;
}

/** A deviation as shown: rates in percentage points, everything else relative to the pooled value. */
export function deviationWords(deviation: number | null, unit: string): string {
  if (deviation === null || !Number.isFinite(deviation * 100)) return UNKNOWN;
  return unit === "%" ? `${(deviation * 100).toFixed(2)} pp` : `${(deviation * 100).toFixed(1)} %`;
}
