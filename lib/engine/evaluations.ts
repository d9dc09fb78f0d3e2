import type { Log, OwnFaults } from "./ports.ts";

/** What is evaluated at every tick, and what is told when it cannot be. */
export type Evaluations = {
  /** `error` is null when it went well. The log says so once per failure, not once per tick. */
  settled(what: Evaluated, error: unknown): void;
};

export type Evaluated = {
  /** Of the own fault: `rule:<id>` for a rule of the plan. */
  readonly id: string;
  /** As the sentence begins: `The alert rule "errors"`. */
  readonly subject: string;
};

/** The database did not answer in time: told as low, for the database has a fault of its own then. */
export const TOO_SLOW = "the database is too slow";

export function evaluations(faults: Pick<OwnFaults, "raise" | "clear">, log: Pick<Log, "warn" | "info">): Evaluations {
  const failing = new Map<string, string>();
  return {
    settled: ({ id, subject }, error) => {
      const known = failing.get(id);
      if (error === null) {
        if (known === undefined) return;
        failing.delete(id);
        faults.clear(id);
        log.info({ rule: id }, "can be evaluated again");
        return;
      }
      const why = wordsOf(error);
      if (known !== why) log.warn({ rule: id, error: why }, "cannot be evaluated");
      failing.set(id, why);
      const severity = why === TOO_SLOW ? "low" : "high";
      faults.raise(id, {
        severity,
        sentence: `${subject} cannot be evaluated now, so nobody is warned by it: ${why}.`,
      });
    },
  };
}

/** The rule of a plan, as it is told. */
export function ruleOf(id: string): Evaluated {
  return { id: `rule:${id}`, subject: `The alert rule "${id}"` };
}

function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return (words.split("\n")[0] ?? "").replace(/\.$/, "").slice(0, 200);
}
