import { MOST_GAUGE } from "#core/measure/sample-bounds";

/** A figure as JSON and SQL give it, a number or its digits as text; null for anything else, and for what no gauge may read. */
export function figureFrom(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Math.abs(number) <= MOST_GAUGE ? number : null;
}

/**
 * The figures to which `pointers` lead in a JSON text, by gauge; one that leads nowhere, or to no figure, is left out. Null when
 * the text is no JSON. JSON pointers, RFC 6901.
 */
export function figuresIn(
  text: string,
  pointers: Readonly<Record<string, string>>,
): Readonly<Record<string, number>> | null {
  const document = parsed(text);
  if (document === undefined) return null;
  const found = Object.entries(pointers).flatMap(([gauge, pointer]): readonly (readonly [string, number])[] => {
    const figure = figureFrom(pointedAt(document, pointer));
    return figure === null ? [] : [[gauge, figure]];
  });
  return Object.fromEntries(found);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function pointedAt(document: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((held, key) => {
      return typeof held === "object" && held !== null && Object.hasOwn(held, key)
        ? (held as Readonly<Record<string, unknown>>)[key]
        : undefined;
    }, document);
}
