import type { Problem } from "#core/config/problems";
import type { ProbeConfig } from "#core/config/target-config";
import { hostFaults } from "#edges/client-faults";
import type { Guard } from "#edges/guard";
import { reasonOf } from "#edges/reason";
import type { Probe } from "./probe.ts";
import { down, up, withinTime } from "./within-time.ts";

type TcpConfig = Extract<ProbeConfig, { kind: "tcp" }>;

/** Why no connection can ever be opened. */
export function tcpFaults({ host }: TcpConfig, guard: Guard): readonly Problem[] {
  return hostFaults(host, ["host"], { guard, verb: "probe" });
}

/** Opens and closes a connection; latency runs to the connection, the name lookup included. */
export function tcpProbe(config: TcpConfig, guard: Guard): Probe {
  const { host, port, timeoutMs } = config;
  return {
    check: () =>
      withinTime(timeoutMs, (settle) => {
        const startedAt = performance.now();
        const socket = guard.connect({ host, port });
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
