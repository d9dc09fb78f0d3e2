import type { WrittenRow } from "#engine/ports";

/** A row of the log as a line of its download: when, who and what, to be read, and `body`, the text that was hashed. */
export function lineOf({ seq, hash, body }: WrittenRow): object {
  return { seq, ...partsOf(body), hash, body };
}

/** Nothing of a text that cannot be read. */
function partsOf(body: string): object {
  try {
    const { at, actor, event } = JSON.parse(body) as Record<string, unknown>;
    return { at, actor, event };
  } catch {
    return {};
  }
}
