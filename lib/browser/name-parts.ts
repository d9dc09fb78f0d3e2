const WHOLE = 14;
const TAIL = 12;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * A name in two parts for a place that may be too narrow for it: the head may be cut at its end, the tail is kept, so that
 * names that differ only at their ends do not look the same. Joined, they are the name. A short name has no tail.
 */
export function nameParts(name: string): { readonly head: string; readonly tail: string } {
  const signs = Array.from(graphemes.segment(name), ({ segment }) => segment);
  if (signs.length <= WHOLE) return { head: name, tail: "" };
  const cut = signs.length - Math.min(TAIL, Math.floor(signs.length / 2));
  return { head: signs.slice(0, cut).join(""), tail: signs.slice(cut).join("") };
}
