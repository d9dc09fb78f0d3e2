import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import type { UnreadableRow, UnreadableRows } from "#engine/ports";

/** Where rows are read from, and who counts those that cannot be. */
export type Reading = { readonly client: Pool | PoolClient; readonly unreadable: UnreadableRows };

/** For whoever reads without showing anything of it to a person. */
export const UNCOUNTED: UnreadableRows = { found: () => undefined, count: () => 0 };

/** What `decode` makes of a stored row; a row that it throws on is counted and left out. */
export function readOr<T>(unreadable: UnreadableRows, row: Omit<UnreadableRow, "why">, decode: () => T): T[] {
  try {
    return [decode()];
  } catch (error) {
    unreadable.found({ ...row, why: wordsOf(error) });
    return [];
  }
}

/** `readOr` for bytes that take time to unpack. */
export async function readLaterOr<T>(
  unreadable: UnreadableRows,
  row: Omit<UnreadableRow, "why">,
  decode: () => Promise<T>,
): Promise<T[]> {
  try {
    return [await decode()];
  } catch (error) {
    unreadable.found({ ...row, why: wordsOf(error) });
    return [];
  }
}

/** Keeps a list of its own beside the count. */
export function listing(unreadable: UnreadableRows): {
  readonly rows: UnreadableRow[];
  readonly unreadable: UnreadableRows;
} {
  const rows: UnreadableRow[] = [];
  const found = (row: UnreadableRow): void => {
    rows.push(row);
    unreadable.found(row);
  };
  return { rows, unreadable: { ...unreadable, found } };
}

function wordsOf(error: unknown): string {
  // its message is a list over many lines
  const [issue] = error instanceof z.ZodError ? error.issues : [];
  if (issue) return [issue.path.join("."), issue.message].filter(Boolean).join(": ").slice(0, 200);
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]?.slice(0, 200) ?? "";
}
