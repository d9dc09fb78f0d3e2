import type { Problem } from "#core/config/problems";
import { placeText } from "#core/config/place";
import type { ProbeConfig } from "#core/config/target-config";
import { openGuard, type Guard } from "#edges/guard";
import { reasonOf } from "#edges/reason";
import { httpConnections } from "./http-connections.ts";
import { httpFaults, httpProbe } from "./http-probe.ts";
import { postgresFaults } from "./postgres-connection.ts";
import { postgresProbe } from "./postgres-probe.ts";
import type { Probe } from "./probe.ts";
import { redisFaults, redisProbe } from "./redis-probe.ts";
import { tcpFaults, tcpProbe } from "./tcp-probe.ts";
import { down } from "./within-time.ts";

/** Opens probes that share connections where they may. */
export type Prober = {
  /** Why no probe of `config` can be opened, by its fields; opens it, and closes it again. */
  faults(config: ProbeConfig): readonly Problem[];
  /** Never throws: a probe that cannot be opened is down with the reason. */
  open(config: ProbeConfig): Probe;
};

export type ProberOptions = {
  readonly guard: Guard;
  /** Real ms that a kept connection lives at most before its name is looked up again. */
  readonly lifeMs: number;
};

/** A name that moves is followed within a minute; starting anew costs a target's connection one opening in ten checks. */
const LIFE_MS = 45_000;

export function createProber(options: Partial<ProberOptions> = {}): Prober {
  const { guard = openGuard({ allowLinkLocal: false }), lifeMs = LIFE_MS } = options;
  const connections = httpConnections(guard, lifeMs);

  function openKind(config: ProbeConfig): Probe {
    switch (config.kind) {
      case "http":
        return httpProbe(config, connections);
      case "tcp":
        return tcpProbe(config, guard);
      case "postgres":
        return postgresProbe(config, { guard, lifeMs });
      case "redis":
        return redisProbe(config, { guard, lifeMs });
      default:
        return config satisfies never;
    }
  }

  function tryOpen(config: ProbeConfig): Probe | readonly Problem[] {
    const faults = faultsOf(config, guard);
    if (faults.length > 0) return faults;
    try {
      return openKind(config);
    } catch (error) {
      return [{ path: [], message: `cannot be probed: ${reasonOf(error)}` }];
    }
  }

  return {
    faults(config) {
      const opened = tryOpen(config);
      if (!("check" in opened)) return opened;
      void opened.close();
      return [];
    },
    open(config) {
      const opened = tryOpen(config);
      if ("check" in opened) return opened;
      const [{ path, message }] = opened as readonly [Problem];
      const result = down(`cannot be probed: ${placeText(config, path)} ${message}`.slice(0, 100));
      return { check: async () => result, close: async () => {} };
    },
  };
}

function faultsOf(config: ProbeConfig, guard: Guard): readonly Problem[] {
  switch (config.kind) {
    case "http":
      return httpFaults(config, guard);
    case "tcp":
      return tcpFaults(config, guard);
    case "postgres":
      return postgresFaults(config, guard);
    case "redis":
      return redisFaults(config, guard);
    default:
      return config satisfies never;
  }
}
