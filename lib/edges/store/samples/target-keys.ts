import type { Pool } from "pg";
import type { Target } from "#core/target";
import { saveTargets, targetKeys } from "../targets.ts";

/** The database's numbers for targets: four bytes in every row instead of a name. */
export type TargetKeys = {
  save(targets: readonly Target[]): Promise<void>;
  /** Undefined for a target that was not saved by this process. */
  keyOf(id: string): number | undefined;
  /** Every target that the database has rows of, whoever saved it. */
  all(): Promise<ReadonlyMap<number, string>>;
};

export function targetKeysIn(pool: Pool): TargetKeys {
  const known = new Map<string, number>();
  return {
    save: async (targets) => {
      for (const [id, key] of await saveTargets(pool, targets)) known.set(id, key);
    },
    keyOf: (id) => known.get(id),
    all: async () => new Map([...(await targetKeys(pool))].map(([id, key]) => [key, id])),
  };
}
