import type { ProbeConfig } from "#core/config/target-config";
import { httpConnections } from "./http-connections.ts";
import { httpProbe } from "./http-probe.ts";
import { postgresProbe } from "./postgres-probe.ts";
import type { Probe } from "./probe.ts";
import { reasonOf } from "#edges/reason";
import { redisProbe } from "./redis-probe.ts";
import { tcpProbe } from "./tcp-probe.ts";
import { down } from "./within-time.ts";

/** Opens probes that share connections where they may. */
export type Prober = {
  /** Never throws: a probe that cannot be opened is down with the reason. */
  open(config: ProbeConfig): Probe;
};

export function createProber(): Prober {
  const connections = httpConnections();

  function openKind(config: ProbeConfig): Probe {
    switch (config.kind) {
      case "http":
        return httpProbe(config, connections);
      case "tcp":
        return tcpProbe(config);
      case "postgres":
        return postgresProbe(config);
      case "redis":
        return redisProbe(config);
      default:
        return config satisfies never;
    }
  }

  return {
    open(config) {
      try {
        return openKind(config);
      } catch (error) {
        const result = down(`cannot be probed: ${reasonOf(error)}`);
        return { check: async () => result, close: async () => {} };
      }
    },
  };
}
