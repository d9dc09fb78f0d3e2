/** Does `work` with every item, at most `most` at a time; rejects with the first error, once nothing runs any more. */
export async function inParallel<T>(items: Iterable<T>, most: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items[Symbol.iterator]();
  const hand = async (): Promise<void> => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value);
  };
  const done = await Promise.allSettled(Array.from({ length: most }, hand));
  for (const hands of done) if (hands.status === "rejected") throw hands.reason;
}
