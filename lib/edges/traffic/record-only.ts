import { accept } from "#core/outcome";
import type { Split } from "#core/traffic/split";
import type { TrafficControl } from "#engine/traffic-port";

/**
 * Tells nobody: people move the traffic. What is in force is what the room's log says was applied last, `recorded`, so that
 * it is the same after a restart and on every node.
 */
export function recordOnly(recorded: () => Split | null): TrafficControl {
  return { kind: "record", apply: async () => accept(undefined), read: async () => accept(recorded()) };
}
