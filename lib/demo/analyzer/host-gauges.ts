import type { Server, Socket } from "node:net";
import type { EpochMs } from "#core/time";

const MEASURE_EVERY_MS = 1_000;

/** What the analyzer's process uses. CPU and network are means over the last full second of real time. */
export type HostGauges = {
  /** Counts the bytes of every connection of `server`. */
  watch(server: Server): void;
  /** One call to the store took this long. */
  storeCall(ms: number): void;
  /** `cpu_percent` of one core, `memory_mb`, `network_mbps` in and out; `db_query_ms` only where the store answered. */
  read(now: EpochMs): Readonly<Record<string, number>>;
};

type Meter = {
  at: EpochMs;
  cpuUs: number;
  bytes: number;
  storeMs: number;
  storeCalls: number;
  reading: Readonly<Record<string, number>>;
};

export function makeHostGauges(now: EpochMs): HostGauges {
  const open = new Set<Socket>();
  const closed = { bytes: 0 };
  const bytes = (): number =>
    [...open].reduce((sum, socket) => sum + socket.bytesRead + socket.bytesWritten, closed.bytes);
  const meter: Meter = {
    at: now,
    cpuUs: cpuUs(),
    bytes: 0,
    storeMs: 0,
    storeCalls: 0,
    reading: { memory_mb: memoryMb() },
  };
  return {
    watch(server) {
      server.on("connection", (socket: Socket) => {
        open.add(socket);
        socket.once("close", () => {
          open.delete(socket);
          closed.bytes += socket.bytesRead + socket.bytesWritten;
        });
      });
    },
    storeCall(ms) {
      meter.storeMs += ms;
      meter.storeCalls += 1;
    },
    read(readAt) {
      if (readAt - meter.at >= MEASURE_EVERY_MS) measure(meter, readAt, bytes());
      return meter.reading;
    },
  };
}

function measure(meter: Meter, now: EpochMs, bytes: number): void {
  const elapsedMs = now - meter.at;
  const cpu = cpuUs();
  meter.reading = {
    cpu_percent: round((cpu - meter.cpuUs) / 10 / elapsedMs),
    memory_mb: memoryMb(),
    network_mbps: round(((bytes - meter.bytes) * 8) / 1_000 / elapsedMs),
    ...(meter.storeCalls > 0 ? { db_query_ms: round(meter.storeMs / meter.storeCalls) } : {}),
  };
  Object.assign(meter, { at: now, cpuUs: cpu, bytes, storeMs: 0, storeCalls: 0 });
}

function cpuUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function memoryMb(): number {
  return round(process.memoryUsage.rss() / 1_048_576);
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
