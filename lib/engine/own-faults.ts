import { worstFaultFirst, type OwnFault } from "#core/own-fault";
import type { EpochMs } from "#core/time";
import type { OwnFaults } from "./ports.ts";

/** More than anybody reads; whoever raises one per rule or row must not fill the memory. There are few critical ones. */
const MOST = 100;

/** What is wrong with Holdpoint itself, as told by its parts; `now` is the real clock. */
export function ownFaults(now: () => EpochMs): OwnFaults {
  const faults = new Map<string, OwnFault>();
  return {
    raise: (id, fault) => {
      if (faults.size >= MOST && !faults.has(id) && fault.severity !== "critical") return;
      faults.set(id, { id, ...fault, since: faults.get(id)?.since ?? now() });
    },
    clear: (id) => void faults.delete(id),
    list: () => [...faults.values()].sort(worstFaultFirst),
  };
}
