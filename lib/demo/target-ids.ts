/**
 * What stands before every id of the demo's own targets, so that a configuration that is rehearsed may call its targets as it
 * likes: nothing where no id is taken.
 */
export function prefixBeside(ids: readonly string[], taken: readonly string[]): string {
  const isFree = (prefix: string): boolean => !ids.some((id) => taken.includes(`${prefix}${id}`));
  let prefix = "";
  for (let n = 1; !isFree(prefix); n += 1) prefix = n === 1 ? "demo-" : `demo${n}-`;
  return prefix;
}
