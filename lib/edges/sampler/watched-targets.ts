import type { ProbeConfig } from "#core/config/target-config";

/** What the sampler needs of a probe: see `Probe` in edges/probes. */
export type Check = {
  check(): Promise<{ readonly latencyMs: number | null; readonly reason: string | null }>;
  close(): Promise<void>;
};

/** A target with its probe; `index` is its place in the list, -1 once it has left it. */
export type Watched = { readonly config: ProbeConfig; readonly probe: Check; index: number; busy: boolean };

/**
 * The watched targets of the new list, in its order. A target whose configuration is unchanged keeps its probe, with its
 * connections and the check under way; probes that are not wanted any more are closed.
 */
export function watch(
  before: readonly Watched[],
  targets: readonly ProbeConfig[],
  open: (config: ProbeConfig) => Check,
): readonly Watched[] {
  const kept = new Map(before.map((target) => [JSON.stringify(target.config), target]));
  const after = targets.map((config, index): Watched => {
    const key = JSON.stringify(config);
    const known = kept.get(key);
    kept.delete(key);
    if (!known) return { config, probe: open(config), index, busy: false };
    known.index = index;
    return known;
  });
  for (const gone of kept.values()) {
    gone.index = -1;
    gone.probe.close().catch(() => {});
  }
  return after;
}
