import type { EpochMs, Range } from "../time.ts";

/** A shift as coverage sees it: somebody leads it from `from` until `to`, or nobody (null) does. */
export type Watch = Range & { readonly id: string; readonly lead: string | null };

export type Gap = Range & {
  /** Shifts planned there that nobody leads; none where no shift is planned at all. */
  readonly open: readonly string[];
};
export type DoubleCover = Range & { readonly shifts: readonly string[] };
export type Coverage = { readonly gaps: readonly Gap[]; readonly doubles: readonly DoubleCover[] };

/**
 * Where in `range` nobody leads, and where more than one shift is led at once. Rising, neighbours of the same kind joined.
 * `from` is when a shift takes over: that two crews stand side by side before it, as the plan wants, is no double cover.
 */
export function coverageOf(watches: readonly Watch[], range: Range): Coverage {
  const gaps: Gap[] = [];
  const doubles: DoubleCover[] = [];
  for (const piece of piecesOf(watches, range)) {
    const there = watches.filter(({ from, to }) => from <= piece.from && piece.to <= to);
    const led = there.filter(({ lead }) => lead !== null);
    if (led.length === 0) join(gaps, { ...piece, open: idsOf(there) }, ({ open }) => open);
    if (led.length > 1) join(doubles, { ...piece, shifts: idsOf(led) }, ({ shifts }) => shifts);
  }
  return { gaps, doubles };
}

/** `range` cut wherever a shift begins or ends. */
function piecesOf(watches: readonly Watch[], range: Range): readonly Range[] {
  const inside = (at: EpochMs): boolean => range.from < at && at < range.to;
  const edges = new Set(watches.flatMap(({ from, to }) => [from, to]).filter(inside));
  const cuts = [range.from, ...[...edges].sort((a, b) => a - b), range.to];
  return cuts.slice(1).flatMap((to, i) => {
    const from = cuts[i] ?? to;
    return from < to ? [{ from, to }] : [];
  });
}

function idsOf(watches: readonly Watch[]): readonly string[] {
  return watches.map(({ id }) => id);
}

function join<T extends Range>(found: T[], piece: T, about: (each: T) => readonly string[]): void {
  const last = found.at(-1);
  const isSame = last?.to === piece.from && about(last).join("\n") === about(piece).join("\n");
  if (last && isSame) found[found.length - 1] = { ...last, to: piece.to };
  else found.push(piece);
}
