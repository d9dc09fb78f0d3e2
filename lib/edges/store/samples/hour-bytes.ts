import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import type { Sample } from "#core/measure/sample";
import { decodeSketch, encodeSketch } from "#core/measure/sketch-bytes";
import type { WindowSum } from "#core/measure/window";
import { ByteReader, ByteWriter } from "./bytes.ts";
import { decodeSum, encodeSum } from "./sum-bytes.ts";
import type { Run } from "./time-keys.ts";

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

const VERSION = 1;
const UP = { unknown: 0, yes: 1, no: 2 } as const;

/** One target's samples of an hour, column after column and compressed: equal neighbours cost next to nothing. */
export async function encodeSamples(samples: readonly Sample[]): Promise<Buffer> {
  const out = new ByteWriter();
  out.varint(VERSION);
  out.varint(samples.length);
  let before = 0;
  for (const { tick } of samples) {
    out.varint(tick - before);
    before = tick;
  }
  for (const { up } of samples) out.varint(up === null ? UP.unknown : up ? UP.yes : UP.no);
  for (const { requests } of samples) out.varint(requests);
  for (const { errors } of samples) out.varint(errors);
  for (const { latency } of samples) out.run(latency === null ? new Uint8Array() : encodeSketch(latency));
  for (const { reason } of samples) out.text(reason ?? "");
  writeGauges(out, samples);
  return deflate(out.done());
}

function writeGauges(out: ByteWriter, samples: readonly Sample[]): void {
  const names = [...new Set(samples.flatMap(({ gauges }) => Object.keys(gauges)))];
  out.varint(names.length);
  for (const name of names) {
    out.text(name);
    for (const { gauges } of samples) out.varint(Object.hasOwn(gauges, name) ? 1 : 0);
    for (const { gauges } of samples) if (Object.hasOwn(gauges, name)) out.float(gauges[name] as number);
  }
}

/** What `encodeSamples` wrote of the target named, as far as it lies in `wanted`: the rest is passed over undecoded. */
export async function decodeSamples(targetId: string, bytes: Uint8Array, wanted: Run): Promise<readonly Sample[]> {
  const read = new ByteReader(await inflate(bytes));
  refuseOther(read.varint());
  const n = read.varint();
  const column = <T>(one: () => T): T[] => Array.from({ length: n }, one);
  let tick = 0;
  const ticks = column(() => (tick += read.varint()));
  const ups = column(() => read.varint());
  const requests = column(() => read.varint());
  const errors = column(() => read.varint());
  const latencies = column(() => read.run());
  const reasons = column(() => read.run());
  const gauges = readGauges(read, n);
  return ticks.flatMap((at, i): Sample[] => {
    if (at < wanted.from || at >= wanted.to) return [];
    const latency = latencies[i] as Buffer;
    return [
      {
        targetId,
        tick: at,
        up: ups[i] === UP.unknown ? null : ups[i] === UP.yes,
        requests: requests[i] as number,
        errors: errors[i] as number,
        latency: latency.length === 0 ? null : decodeSketch(latency),
        gauges: gauges[i] as Record<string, number>,
        reason: (reasons[i] as Buffer).toString("utf8") || null,
      },
    ];
  });
}

function readGauges(read: ByteReader, n: number): readonly Record<string, number>[] {
  const gauges = Array.from({ length: n }, (): Record<string, number> => ({}));
  for (let left = read.varint(); left > 0; left -= 1) {
    const name = read.text();
    const given = gauges.map(() => read.varint() === 1);
    gauges.forEach((of, i) => {
      if (given[i]) of[name] = read.float();
    });
  }
  return gauges;
}

/** Sums of one target's minutes within an hour, by the minute's number since 1970. */
export type MinuteSums = ReadonlyMap<number, WindowSum>;

export async function encodeMinutes(minutes: MinuteSums): Promise<Buffer> {
  const out = new ByteWriter();
  out.varint(VERSION);
  out.varint(minutes.size);
  for (const [minute, sum] of minutes) {
    out.varint(minute);
    out.run(encodeSum(sum));
  }
  return deflate(out.done());
}

/** The minutes that `wanted` takes; the others are passed over undecoded. */
export async function decodeMinutes(bytes: Uint8Array, wanted: (minute: number) => boolean): Promise<MinuteSums> {
  const read = new ByteReader(await inflate(bytes));
  refuseOther(read.varint());
  const minutes = new Map<number, WindowSum>();
  for (let left = read.varint(); left > 0; left -= 1) {
    const minute = read.varint();
    const run = read.run();
    if (wanted(minute)) minutes.set(minute, decodeSum(run));
  }
  return minutes;
}

function refuseOther(version: number): void {
  if (version !== VERSION) throw new Error(`a stored hour has layout ${version}, which this program does not know`);
}
