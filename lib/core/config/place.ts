/** Keys and indexes that lead from the top of a document to one value. */
export type Path = readonly (string | number)[];

const PLAIN_KEY = /^[A-Za-z_$][A-Za-z0-9_$-]*$/;
const STEP = /(?:^|\.)([A-Za-z_$][A-Za-z0-9_$-]*)|\["((?:[^"\\]|\\.)*)"\]|\[([^\]]+)\]/gy;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function child(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return typeof key === "number" ? value[key] : undefined;
  return isRecord(value) && Object.hasOwn(value, String(key)) ? value[String(key)] : undefined;
}

/** The value at `path`, or undefined. */
export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce(child, document);
}

/** Paths that match `pattern` in the document, `*` for every element of a list; whatever is missing or of another shape matches nothing. */
export function placesLike(document: unknown, pattern: string): readonly Path[] {
  return pattern.split(".").reduce<readonly Path[]>(
    (paths, step) =>
      paths.flatMap((path) => {
        const value = valueAt(document, path);
        if (step === "*") return Array.isArray(value) ? value.map((_, i) => [...path, i]) : [];
        return valueAt(document, [...path, step]) === undefined ? [] : [[...path, step]];
      }),
    [[]],
  );
}

/** What a list's element is called: its id, or the metric it is about. */
function idOf(value: unknown): string | null {
  const id = isRecord(value) ? (value["id"] ?? value["metric"]) : undefined;
  return typeof id === "string" && PLAIN_KEY.test(id) ? id : null;
}

/** The element's id where it has one of its own in the list, else its index. */
function elementText(list: unknown, index: number): string {
  const id = idOf(child(list, index));
  const alone = id !== null && Array.isArray(list) && list.filter((element) => idOf(element) === id).length === 1;
  return alone ? id : String(index);
}

/**
 * `path` as text: `gates[gate-8].stated.at`. List elements are named by their id, so that a place survives reordering;
 * keys that are no plain words are quoted: `headers["X-A.b"]`.
 */
export function placeText(document: unknown, path: Path): string {
  return path
    .map((step, i) => {
      if (typeof step === "number") return `[${elementText(valueAt(document, path.slice(0, i)), step)}]`;
      if (PLAIN_KEY.test(step)) return i === 0 ? step : `.${step}`;
      return `[${JSON.stringify(step)}]`;
    })
    .join("");
}

/** The path that `placeText` wrote, found again in `document`; null when the text is no place or names an unknown id. */
export function pathOf(document: unknown, place: string): Path | null {
  const path: (string | number)[] = [];
  const steps = [...place.matchAll(STEP)];
  if (steps.map(([text]) => text).join("") !== place) return null;
  for (const [, key, quoted, element] of steps) {
    if (key !== undefined) path.push(key);
    else if (quoted !== undefined) path.push(JSON.parse(`"${quoted}"`) as string);
    else if (element !== undefined) {
      const list = valueAt(document, path);
      const byId = Array.isArray(list) ? list.findIndex((item) => idOf(item) === element) : -1;
      const index = byId >= 0 ? byId : Number(element);
      if (!Number.isInteger(index) || index < 0) return null;
      path.push(index);
    }
  }
  return path;
}
