import type { EpochMs, Range } from "../time.ts";

/** A cell of a table; with `href` it leads somewhere. */
export type Cell = string | { readonly text: string; readonly href: string };

export type Table = {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

/** A metric over time, in base form; null where nothing was measured: a gap, never a zero. */
export type Chart = {
  readonly kind: "chart";
  readonly caption: string;
  readonly unit: string;
  readonly range: Range;
  readonly t0: EpochMs;
  readonly from: EpochMs;
  readonly stepMs: number;
  readonly values: readonly (number | null)[];
  readonly passAt: number | null;
  readonly failAt: number | null;
  readonly passWords: string | null;
  readonly failWords: string | null;
  /** What was decided meanwhile. */
  readonly marks: readonly { readonly at: EpochMs; readonly label: string }[];
};

export type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | Table
  | Chart
  /** What should stand here, and does not: nobody measured or said it. */
  | { readonly kind: "missing"; readonly text: string };

/** What a person wrote for a section: kept apart from what is generated, whatever becomes of that. */
export type Said = { readonly text: string; readonly by: string; readonly at: EpochMs; readonly revision: number };

export type Section = {
  readonly id: string;
  readonly title: string;
  readonly said: Said | null;
  readonly blocks: readonly Block[];
};

/** A report as data: Markdown, HTML and JSON are made from it and from nothing else. */
export type Report = {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly rollout: string;
  readonly kind: "production" | "rehearsal";
  /** It speaks of [from, to); a draft while that is not over. */
  readonly range: Range;
  readonly draft: boolean;
  readonly due: EpochMs;
  readonly log: { readonly seq: number; readonly hash: string };
  readonly sections: readonly Section[];
};

export const NO_DATA_YET = "No data yet";

export function text(words: string): Block {
  return { kind: "text", text: words };
}

/** "No data yet: nobody has voted." */
export function missing(why: string): Block {
  return { kind: "missing", text: `${NO_DATA_YET}: ${why}` };
}

type Rows = { readonly caption: string; readonly columns: readonly string[]; readonly none: string };

/** The rows as a table; where there are none, why there are none. */
export function tableOf({ caption, columns, none }: Rows, rows: readonly (readonly Cell[])[]): Block {
  return rows.length === 0 ? missing(none) : { kind: "table", caption, columns, rows };
}
