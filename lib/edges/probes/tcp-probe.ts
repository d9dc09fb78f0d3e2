import { connect } from "node:net";
import type { ProbeConfig } from "#core/config/target-config";
import type { Probe } from "./probe.ts";
import { reasonOf } from "#edges/reason";
import { down, up, withinTime } from "./within-time.ts";

/** Opens and closes a connection; latency runs to the connection, the name lookup included. */
export function tcpProbe(config: Extract<ProbeConfig, { kind: "tcp" }>): Probe {
  const { host, port, timeoutMs } = config;
  return {
    check: () =>
      withinTime(timeoutMs, (settle) => {
        const startedAt = performance.now();
        const socket = connect({ host, port });
        socket.once("connect", () => {
          settle(up(performance.now() - startedAt));
          socket.destroy();
        });
        socket.on("error", (error) => settle(down(reasonOf(error))));
        return () => socket.destroy();
      }),
    close: async () => {},
  };
}
