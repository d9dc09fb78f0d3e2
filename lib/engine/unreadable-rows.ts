import type { Log, OwnFaults, UnreadableRows } from "./ports.ts";

/** Rows that are told apart; more are counted as one more each time they are met. */
const MOST_TOLD_APART = 5_000;
const MOST_LOGGED = 20;

/**
 * Counts stored rows that cannot be read, each once, and keeps the own fault `unreadable-rows` true. The log names the first
 * few; `holdpoint repair` lists them all.
 */
export function unreadableRows(faults: Pick<OwnFaults, "raise">, log: Pick<Log, "error">): UnreadableRows {
  const met = new Set<string>();
  const counts = new Map<string, number>();
  const total = (): number => [...counts.values()].reduce((sum, n) => sum + n, 0);
  return {
    found: ({ table, at, column, why }) => {
      const id = `${table} ${Object.values(at).join(" ")} ${column ?? ""}`;
      if (met.has(id) || met.size >= MOST_TOLD_APART) return;
      met.add(id);
      counts.set(table, (counts.get(table) ?? 0) + 1);
      if (met.size <= MOST_LOGGED) log.error({ table, at, why }, "a stored row cannot be read");
      faults.raise("unreadable-rows", {
        severity: counts.has("rollout_event") ? "critical" : "high",
        sentence: sentenceOf(total(), counts),
      });
    },
    count: total,
  };
}

function sentenceOf(total: number, counts: ReadonlyMap<string, number>): string {
  const many = total >= MOST_TOLD_APART ? `At least ${total} stored rows` : `${total} stored rows`;
  const where = [...counts].map(([table, n]) => `${n} in ${table}`).join(", ");
  const subject = total === 1 ? "1 stored row" : many;
  return `${subject} cannot be read (${where}): what ${total === 1 ? "it" : "they"} held is missing here. Run \`holdpoint repair\`.`;
}
