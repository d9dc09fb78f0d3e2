import type { z } from "zod";
import { valueAt, type Path } from "./place.ts";
import type { Problem } from "./problems.ts";

/** What of a document is well-formed, so that checks of several fields at once can speak beside whatever else is wrong with it. */
export type SoundPart<T> = {
  readonly value: T;
  readonly document: unknown;
  /** Places of the document that `value` does without. */
  readonly lost: readonly Path[];
};

/** What was read: everything wrong with it, and its sound part; null where nothing of it can be used. */
export type Read<T> = { readonly problems: readonly Problem[]; readonly part: SoundPart<T> | null };

/** A check of several fields at once. What it says is only true while the parts in `needs` are whole. */
export type CrossCheck<T> = {
  readonly needs: readonly (keyof T & string)[];
  readonly find: (value: T) => readonly Problem[];
};

/** Each round leaves out everything that was wrong in the one before, so that few are needed. */
const MOST_ROUNDS = 20;

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

function isAtOrBelow(path: Path, above: Path): boolean {
  return above.length <= path.length && above.every((step, i) => step === path[i]);
}

/** Whether one of `places` holds `path`. */
export function isIn(path: Path, places: readonly Path[]): boolean {
  return places.some((place) => isAtOrBelow(path, place));
}

/** `value` without the places in `lost`, which are keys of paths. */
function without(value: unknown, { at, lost }: { readonly at: Path; readonly lost: ReadonlySet<string> }): unknown {
  const keep = (step: string | number, child: unknown) =>
    lost.has(keyOf([...at, step])) ? [] : [without(child, { at: [...at, step], lost })];
  if (Array.isArray(value)) return value.flatMap((child, i) => keep(i, child));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([step, child]) => keep(step, child).map((kept) => [step, kept] as const)),
  );
}

/** The place in the document of a place of `value`: elements that were left out count again. */
export function originalPath({ document, lost }: Omit<SoundPart<unknown>, "value">, path: Path): Path {
  const gone = new Set(lost.map(keyOf));
  return path.reduce<Path>((at, step) => {
    const list = valueAt(document, at);
    if (typeof step !== "number" || !Array.isArray(list)) return [...at, step];
    const kept = list.map((_, i) => i).filter((i) => !gone.has(keyOf([...at, i])));
    return [...at, kept[step] ?? step];
  }, []);
}

/** What is left out because of something wrong at `path`: the element of a list that it is in, else the group of fields. */
function unitOf(path: Path): Path {
  const element = path.findLastIndex((step) => typeof step === "number");
  if (element >= 0) return path.slice(0, element + 1);
  return path.length > 1 ? path.slice(0, -1) : path;
}

function nextLost(path: Path, lost: readonly Path[]): Path {
  const first = unitOf(path);
  // what is left out already and still missed takes with it whatever cannot do without it
  return isIn(first, lost) ? unitOf(first.slice(0, -1)) : first;
}

/**
 * The largest part of `document` that `schema` takes. `fallback` stands in for fields that it cannot do without; places in
 * `unread` are left out from the start. Null: nothing of it can be used.
 */
export function soundPart<T>(
  schema: z.ZodType<T>,
  document: unknown,
  { fallback = {}, unread = [] }: { readonly fallback?: object; readonly unread?: readonly Path[] } = {},
): SoundPart<T> | null {
  let lost: readonly Path[] = unread.map(unitOf);
  let unknown: readonly Path[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const rest = without(document, { at: [], lost: new Set([...lost, ...unknown].map(keyOf)) });
    const parsed = schema.safeParse(typeof rest === "object" ? { ...fallback, ...rest } : rest);
    if (parsed.success) return { value: parsed.data, document, lost };
    // what was left out of this round, whatever its other issues take out of the next
    const before = lost;
    for (const issue of parsed.error.issues) {
      const at = originalPath(
        { document, lost: before },
        issue.path.map((step) => (typeof step === "symbol" ? String(step) : step)),
      );
      if (issue.code === "unrecognized_keys") unknown = [...unknown, ...issue.keys.map((key) => [...at, key])];
      else {
        const next = nextLost(at, before);
        if (next.length === 0) return null;
        lost = [...lost, next];
      }
    }
  }
  return null;
}

/** Whether nothing is missing in the field `field` of the document. */
export function isWhole(part: SoundPart<unknown>, field: string): boolean {
  return !part.lost.some(([top]) => top === field);
}

/** `problems` of a part's value as problems of its document; what is about a stand-in is no problem. */
export function ofDocument(part: SoundPart<unknown>, problems: readonly Problem[]): readonly Problem[] {
  return problems
    .map(({ path, message }) => ({ path: originalPath(part, path), message }))
    .filter(({ path }) => !isIn(path, part.lost));
}

/** What the checks find whose fields are whole. */
export function crossProblems<T>(part: SoundPart<T>, checks: readonly CrossCheck<T>[]): readonly Problem[] {
  const found = checks
    .filter(({ needs }) => needs.every((field) => isWhole(part, field)))
    .flatMap(({ find }) => find(part.value));
  return ofDocument(part, found);
}
