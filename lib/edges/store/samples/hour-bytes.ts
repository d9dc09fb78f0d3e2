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
const FLOAT_BYTES = 8;
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

/** What `encodeSamples` wrote of the target named, as far as it lies in `wanted`: the rest is passed over. */
export async function decodeSamples(targetId: string, bytes: Uint8Array, wanted: Run): Promise<readonly Sample[]> {
  const read = new ByteReader(await inflate(bytes));
  refuseOther(read.varint());
  const n = read.varint();
  const ticks: number[] = [];
  let [tick, before] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    tick += read.varint();
    if (tick < wanted.from) before += 1;
    else if (tick < wanted.to) ticks.push(tick);
  }
  const span = { before, wanted: ticks.length, after: n - before - ticks.length };
  const ups = column(span, () => read.varint());
  const requests = column(span, () => read.varint());
  const errors = column(span, () => read.varint());
  const latencies = column(
    span,
    () => read.run(),
    () => read.skip(read.varint()),
  );
  const reasons = column(
    span,
    () => read.text(),
    () => read.skip(read.varint()),
  );
  const gauges = readGauges(read, span);
  return ticks.map((at, i) => ({
    targetId,
    tick: at,
    up: ups[i] === UP.unknown ? null : ups[i] === UP.yes,
    requests: requests[i] as number,
    errors: errors[i] as number,
    latency: latencies[i]?.length === 0 ? null : decodeSketch(latencies[i] as Buffer),
    gauges: gauges[i] as Record<string, number>,
    reason: reasons[i] || null,
  }));
}

/** How many rows of a column come before, in and after what is wanted. */
type Span = { readonly before: number; readonly wanted: number; readonly after: number };

function column<T>(span: Span, one: () => T, pass: () => void = one): T[] {
  for (let i = 0; i < span.before; i += 1) pass();
  const values: T[] = [];
  for (let i = 0; i < span.wanted; i += 1) values.push(one());
  for (let i = 0; i < span.after; i += 1) pass();
  return values;
}

function readGauges(read: ByteReader, span: Span): readonly Record<string, number>[] {
  const gauges = Array.from({ length: span.wanted }, (): Record<string, number> => ({}));
  for (let left = read.varint(); left > 0; left -= 1) {
    const name = read.text();
    const passed = { before: 0, after: 0 };
    for (let i = 0; i < span.before; i += 1) passed.before += read.varint();
    const given = gauges.map(() => read.varint() === 1);
    for (let i = 0; i < span.after; i += 1) passed.after += read.varint();
    read.skip(passed.before * FLOAT_BYTES);
    gauges.forEach((of, i) => {
      if (given[i]) of[name] = read.float();
    });
    read.skip(passed.after * FLOAT_BYTES);
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
