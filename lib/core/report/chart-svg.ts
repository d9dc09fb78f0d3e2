import { formatValue } from "../measure/format.ts";
import { HOUR_MS, MINUTE_MS, type EpochMs } from "../time.ts";
import { afterT0 } from "./dates.ts";
import type { Chart } from "./document.ts";

const WIDTH = 720;
const HEIGHT = 190;
const PLOT = { left: 84, right: WIDTH - 96, top: 22, bottom: HEIGHT - 30 } as const;
const TIME_STEPS = [15 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS, 5 * 24 * HOUR_MS];
const MOST_TIMES = 8;
const LINE_HEIGHT = 13;

/** A chart as SVG of its own: limits dashed and named, gaps shaded, decisions as lines; readable in black and white. */
export function chartSvg(chart: Chart): string {
  const scale = scaleOf(chart);
  const parts = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...gaps(chart, scale),
    ...times(chart, scale),
    ...limits(chart, scale),
    ...marks(chart, scale),
    ...line(chart, scale),
    label({ x: PLOT.left - 8, y: PLOT.top + 4, anchor: "end" }, formatValue(scale.high, chart.unit)),
    label({ x: PLOT.left - 8, y: PLOT.bottom, anchor: "end" }, formatValue(scale.low, chart.unit)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${escapeText(chart.caption)}" font-family="system-ui,sans-serif" font-size="11">${parts.join("")}</svg>`;
}

type Scale = {
  readonly low: number;
  readonly high: number;
  x(at: EpochMs): number;
  y(value: number): number;
};

function scaleOf({ values, passAt, failAt, range }: Chart): Scale {
  const known = [...values, passAt, failAt].filter((value): value is number => value !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const room = most === least ? Math.abs(most) * 0.1 || 1 : (most - least) * 0.08;
  const low = least >= 0 && least - room < 0 ? 0 : least - room;
  const high = most + room;
  const span = Math.max(1, range.to - range.from);
  return {
    low,
    high,
    x: (at) =>
      Math.min(PLOT.right, Math.max(PLOT.left, PLOT.left + ((at - range.from) / span) * (PLOT.right - PLOT.left))),
    y: (value) => PLOT.bottom - ((value - low) / (high - low)) * (PLOT.bottom - PLOT.top),
  };
}

function gaps({ values, from, stepMs }: Chart, { x }: Scale): readonly string[] {
  return runsOf(values, (value) => value === null).map(([first, end]) => {
    const [left, right] = [x(from + first * stepMs), x(from + end * stepMs)];
    return `<rect x="${px(left)}" y="${PLOT.top}" width="${px(right - left)}" height="${PLOT.bottom - PLOT.top}" fill="#e9edf2"><title>no data</title></rect>`;
  });
}

function line({ values, from, stepMs }: Chart, { x, y }: Scale): readonly string[] {
  const point = (index: number): string => `${px(x(from + (index + 0.5) * stepMs))},${px(y(values[index] ?? 0))}`;
  return runsOf(values, (value) => value !== null).map(([first, end]) => {
    if (end - first === 1) {
      const [cx, cy] = point(first).split(",");
      return `<circle cx="${cx}" cy="${cy}" r="2.5" fill="#0f151c"/>`;
    }
    const points = Array.from({ length: end - first }, (_, i) => point(first + i)).join(" ");
    return `<polyline points="${points}" fill="none" stroke="#0f151c" stroke-width="1.75" stroke-linejoin="round"/>`;
  });
}

type LimitLine = { readonly at: number; readonly words: string; readonly color: string; readonly dash: string };

function limits({ passAt, failAt, passWords, failWords }: Chart, { y }: Scale): readonly string[] {
  const lines: LimitLine[] = [];
  if (passAt !== null) lines.push({ at: passAt, words: `PASS ${passWords ?? ""}`, color: "#0a6b43", dash: "6 3" });
  if (failAt !== null) lines.push({ at: failAt, words: `FAIL ${failWords ?? ""}`, color: "#b8231a", dash: "2 3" });
  // the upper one's words stay, the lower one's keep clear of them
  const drawn = lines.toSorted((one, other) => y(one.at) - y(other.at));
  return drawn.map(({ at, words, color, dash }, index) => {
    const above = drawn[index - 1];
    const lineY = y(at);
    const wordsY = above ? Math.max(lineY, y(above.at) + LINE_HEIGHT) : lineY;
    return (
      `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${px(lineY)}" y2="${px(lineY)}" stroke="${color}" stroke-dasharray="${dash}"/>` +
      label({ x: PLOT.right + 6, y: wordsY + 4, anchor: "start" }, words)
    );
  });
}

function marks({ marks: all }: Chart, { x }: Scale): readonly string[] {
  return all.map(
    ({ at, label: said }) =>
      `<line x1="${px(x(at))}" x2="${px(x(at))}" y1="${PLOT.top}" y2="${PLOT.bottom}" stroke="#8793a1"><title>${escapeText(said)}</title></line>` +
      `<path d="M${px(x(at) - 4)} ${PLOT.top - 6}h8l-4 6z" fill="#43505e"/>`,
  );
}

function times({ range, t0 }: Chart, { x }: Scale): readonly string[] {
  const span = range.to - range.from;
  const step = TIME_STEPS.find((ms) => span / ms <= MOST_TIMES) ?? Math.ceil(span / MOST_TIMES);
  const first = t0 + Math.ceil((range.from - t0) / step) * step;
  const count = Math.max(0, Math.floor((range.to - first) / step) + 1);
  const ticks = Array.from({ length: count }, (_, i) => first + i * step).map(
    (at) =>
      `<line x1="${px(x(at))}" x2="${px(x(at))}" y1="${PLOT.bottom}" y2="${PLOT.bottom + 4}" stroke="#43505e"/>` +
      label({ x: x(at), y: PLOT.bottom + 17, anchor: "middle" }, afterT0(at, t0)),
  );
  const axis = `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${PLOT.bottom}" y2="${PLOT.bottom}" stroke="#43505e"/>`;
  return [axis, ...ticks];
}

type Place = { readonly x: number; readonly y: number; readonly anchor: "start" | "middle" | "end" };

function label({ x, y, anchor }: Place, words: string): string {
  return `<text x="${px(x)}" y="${px(y)}" text-anchor="${anchor}" fill="#43505e">${escapeText(words)}</text>`;
}

/** Stretches of neighbours that are alike, as [first, end). */
function runsOf(
  values: readonly (number | null)[],
  is: (value: number | null) => boolean,
): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const [index, value] of values.entries()) {
    if (!is(value)) continue;
    const last = runs.at(-1);
    if (last?.[1] === index) last[1] = index + 1;
    else runs.push([index, index + 1]);
  }
  return runs;
}

function px(at: number): string {
  return String(Math.round(at * 10) / 10);
}

function escapeText(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
