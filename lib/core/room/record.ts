/** `record` with `value` under `key`; a null value takes the key out. */
export function put<T>(record: Readonly<Record<string, T>>, key: string, value: T | null): Readonly<Record<string, T>> {
  if (value !== null) return { ...record, [key]: value };
  return Object.fromEntries(Object.entries(record).filter(([id]) => id !== key));
}
