"use client";

import { useState, type ReactNode } from "react";
import { BUTTON } from "./field-looks.ts";

type Props<Row> = {
  readonly rows: readonly Row[];
  readonly first: number;
  readonly children: (row: Row) => ReactNode;
  readonly className?: string;
};

/** How many more a click shows. */
const MORE = 50;

/** The first rows of a list that may be long, and a button for more: what is not looked at is not drawn. */
export function LongList<Row>({ rows, first, children, className }: Props<Row>): ReactNode {
  const [most, setMost] = useState(first);
  return (
    <>
      <ul className={className}>{rows.slice(0, most).map(children)}</ul>
      {rows.length > most && (
        <button type="button" onClick={() => setMost(most + MORE)} className={`${BUTTON} mt-3 max-sm:w-full`}>
          Show {Math.min(MORE, rows.length - most)} more
        </button>
      )}
    </>
  );
}
