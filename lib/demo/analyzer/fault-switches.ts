import type { EpochMs } from "#core/time";
import { FAULT_NAMES, type ActiveFault, type FaultName, type FaultOf, type FaultOrder } from "../faults.ts";

type On = {
  readonly order: FaultOrder;
  readonly since: EpochMs;
  readonly until: EpochMs | null;
  readonly timer: NodeJS.Timeout | null;
};

/** Which faults are on. Each change resolves, or rejects, with what `changed` makes of it; a timed end is a change too. */
export type FaultSwitches = {
  on(order: FaultOrder): Promise<void>;
  clear(name: FaultName): Promise<void>;
  clearAll(): Promise<void>;
  get<Name extends FaultName>(name: Name): FaultOf<Name> | null;
  list(): readonly ActiveFault[];
};

export function makeFaultSwitches(changed: (switches: FaultSwitches) => Promise<void>): FaultSwitches {
  const active = new Map<FaultName, On>();
  const drop = (name: FaultName): void => {
    const one = active.get(name);
    if (one?.timer) clearTimeout(one.timer);
    active.delete(name);
  };
  const clear = (name: FaultName): Promise<void> => {
    drop(name);
    return changed(switches);
  };
  const switches: FaultSwitches = {
    on(order) {
      drop(order.fault);
      const since = Date.now();
      const timer =
        order.forMs === undefined
          ? null
          : setTimeout(() => void clear(order.fault).catch(() => undefined), order.forMs).unref();
      active.set(order.fault, { order, since, until: order.forMs === undefined ? null : since + order.forMs, timer });
      return changed(switches);
    },
    clear,
    clearAll() {
      for (const name of FAULT_NAMES) drop(name);
      return changed(switches);
    },
    get<Name extends FaultName>(name: Name): FaultOf<Name> | null {
      const order = active.get(name)?.order;
      return order !== undefined && isFault(order, name) ? order : null;
    },
    list: () =>
      FAULT_NAMES.flatMap((name) => {
        const one = active.get(name);
        if (!one) return [];
        const until = one.until === null ? null : new Date(one.until).toISOString();
        return [{ order: one.order, since: new Date(one.since).toISOString(), until }];
      }),
  };
  return switches;
}

function isFault<Name extends FaultName>(order: FaultOrder, name: Name): order is FaultOf<Name> {
  return order.fault === name;
}
