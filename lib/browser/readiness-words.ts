import { isReady, type ItemStanding } from "#core/room/readiness";

/** "9 of 11 ready (1 waived), 2 to go": the whole list in one line. */
export function readinessWords(items: readonly ItemStanding[]): string {
  if (items.length === 0) return "The plan has no pre-flight list.";
  const open = items.filter((item) => !isReady(item));
  const waived = items.filter(({ state }) => state === "waived").length;
  const ready = `${items.length - open.length} of ${items.length} ready${waived > 0 ? ` (${waived} waived)` : ""}`;
  if (open.length === 0) return `${ready}.`;
  return `${ready}, ${open.length} to go.`;
}
