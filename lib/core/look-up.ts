/** What a record holds under an id from outside; undefined for what nobody put there, as `constructor`, which every object has. */
export function lookUp<T>(record: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}
