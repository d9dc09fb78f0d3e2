import type { Result } from "./tick-columns.ts";
import type { ProbeConfig } from "#core/config/target-config";

/** What the sampler needs of a probe: see `Probe` in edges/probes. */
export type Check = {
  check(): Promise<Result>;
  close(): Promise<void>;
};

/** A target with its probe; `index` is its place in the list of the current tick, -1 while it is in none. */
export type Watched = { readonly config: ProbeConfig; readonly probe: Check; index: number; busy: boolean };

export type WatchedTargets = {
  /** The targets of the current tick. */
  readonly list: number;
  readonly targets: readonly Watched[];
  /** Opens what is new at once, so that the tick which begins with it is not late. */
  wish(list: number, configs: readonly ProbeConfig[]): void;
  /** Makes the newest wish the current list. */
  adopt(): void;
};

/** A target whose configuration is unchanged keeps its probe, with its connections and the check under way. */
export function watchedTargets(open: (config: ProbeConfig) => Check): WatchedTargets {
  const current: { list: number; targets: readonly Watched[] } = { list: 0, targets: [] };
  let wished: { readonly list: number; readonly targets: readonly Watched[] } = current;

  return {
    get list() {
      return current.list;
    },
    get targets() {
      return current.targets;
    },
    wish(list, configs) {
      const known = new Map(
        [...current.targets, ...wished.targets].map((target) => [JSON.stringify(target.config), target]),
      );
      const targets = configs.map(
        (config) => known.get(JSON.stringify(config)) ?? { config, probe: open(config), index: -1, busy: false },
      );
      closeAll(wished.targets, new Set([...current.targets, ...targets]));
      wished = { list, targets };
    },
    adopt() {
      if (wished.list === current.list) return;
      closeAll(current.targets, new Set(wished.targets));
      Object.assign(current, wished);
      current.targets.forEach((target, index) => (target.index = index));
    },
  };
}

function closeAll(targets: readonly Watched[], except: ReadonlySet<Watched>): void {
  for (const target of targets) {
    if (except.has(target)) continue;
    target.index = -1;
    target.probe.close().catch(() => {});
  }
}
