import { CST, Parser } from "yaml";

type Level = { readonly token: CST.Token; readonly depth: number };

function inner({ token, depth }: Level): readonly Level[] {
  if (token.type === "document") return token.value ? [{ token: token.value, depth }] : [];
  if (!CST.isCollection(token)) return [];
  return token.items.flatMap(({ key, value }) =>
    [key, value].flatMap((part) => (part ? [{ token: part, depth: depth + 1 }] : [])),
  );
}

/**
 * Whether collections are nested deeper than `most`. Asked before composing, which recurses: near the end of the stack V8
 * may kill the whole process (a regular expression it cannot compile), where no `catch` helps.
 */
export function nestedDeeperThan(most: number, text: string): boolean {
  const levels: Level[] = [...new Parser().parse(text)].map((token) => ({ token, depth: 0 }));
  for (let level = levels.pop(); level !== undefined; level = levels.pop()) {
    if (level.depth > most) return true;
    levels.push(...inner(level));
  }
  return false;
}
