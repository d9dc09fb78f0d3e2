import { DAY_MS, type EpochMs } from "#core/time";
import type { PushedSample } from "#wire/push";

const MOST_PER_TARGET = 200;
const MOST_PER_KEY = 2_000;
/** A name that was not pushed for so long makes room. */
const REMEMBERED_MS = DAY_MS;

/** Names by the moment they were last pushed at. */
type Names = Map<string, EpochMs>;
type Fault = readonly [sample: number, message: string];

/**
 * How many different gauges are pushed: every name costs memory for as long as windows reach, so one key may bring in
 * 2,000 a day, of which 200 for one target.
 */
export type GaugeNames = {
  /** Remembers the names of a batch, or says which sample has one too many and remembers none. */
  take(pushed: readonly PushedSample[], key: string, now: EpochMs): Fault | null;
};

export function gaugeNames(): GaugeNames {
  const ofTargets = new Map<string, Names>();
  const ofKeys = new Map<string, Names>();
  return {
    take: (pushed, key, now) => {
      const owners = [
        { all: ofTargets, most: MOST_PER_TARGET, owner: (of: PushedSample) => of.target, what: "the target" },
        { all: ofKeys, most: MOST_PER_KEY, owner: () => key, what: "this key" },
      ];
      const taken = owners.map(({ all, most, owner, what }) => {
        const grown = new Map<string, Names>();
        const index = pushed.findIndex((sample) => {
          const names = grown.get(owner(sample)) ?? recent(all.get(owner(sample)), now);
          grown.set(owner(sample), names);
          for (const gauge of Object.keys(sample.gauges)) names.set(`${sample.target} ${gauge}`, now);
          return names.size > most;
        });
        const fault: Fault | null =
          index < 0 ? null : [index, `${what} has pushed more than ${most} different gauges within a day`];
        return { fault, keep: () => grown.forEach((names, name) => all.set(name, names)) };
      });
      const fault = taken.find((one) => one.fault !== null)?.fault ?? null;
      if (fault === null) for (const { keep } of taken) keep();
      return fault;
    },
  };
}

function recent(names: Names | undefined, now: EpochMs): Names {
  return new Map([...(names ?? [])].filter(([, at]) => at > now - REMEMBERED_MS));
}
