import type { Plan } from "#core/plan/plan";
import { readinessCount, type ItemStanding } from "#core/room/readiness";

/** "8 of 10 ready (1 waived), 2 and the poll to go.": the whole list in one line, the poll beside what the leads vote on. */
export function readinessWords(plan: Pick<Plan, "preflight">, all: readonly ItemStanding[]): string {
  const { items, ready, waived, isPollReady } = readinessCount(plan, all);
  if (all.length === 0) return "The plan has no pre-flight list.";
  if (items.length === 0) return isPollReady === true ? "The poll is GO." : "Only the poll is to go.";
  const open = items.length - ready;
  const toGo = [...(open > 0 ? [String(open)] : []), ...(isPollReady === false ? ["the poll"] : [])];
  const count = `${ready} of ${items.length} ready${waived > 0 ? ` (${waived} waived)` : ""}`;
  return toGo.length === 0 ? `${count}.` : `${count}, ${toGo.join(" and ")} to go.`;
}
