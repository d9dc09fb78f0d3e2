/** What one thing needs, by id. */
export type Needs = ReadonlyMap<string, readonly string[]>;

/** Everything that `id` needs, however far, itself not among it; a circle ends where it began. */
export function allNeeds(needs: Needs, id: string): readonly string[] {
  const found = new Set<string>();
  const follow = (one: string): void => {
    for (const next of needs.get(one) ?? []) {
      if (next === id || found.has(next)) continue;
      found.add(next);
      follow(next);
    }
  };
  follow(id);
  return [...found];
}
