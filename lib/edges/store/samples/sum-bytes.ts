import { decodeSketch, encodeSketch } from "#core/measure/sketch-bytes";
import type { GaugeSum, WindowSum } from "#core/measure/window";
import { ByteReader, ByteWriter } from "./bytes.ts";

/** Raised when the layout changes: older bytes stay readable. */
const VERSION = 1;

/** Bytes of a merged window: about 70 for a minute of one probe. */
export function encodeSum(sum: WindowSum): Buffer {
  const out = new ByteWriter();
  out.varint(VERSION);
  for (const count of [sum.ticks, sum.upKnown, sum.upTicks, sum.requests, sum.errors]) out.varint(count);
  out.run(encodeSketch(sum.latency));
  const gauges = Object.entries(sum.gauges);
  out.varint(gauges.length);
  for (const [name, gauge] of gauges) {
    out.text(name);
    out.varint(gauge.n);
    out.varint(gauge.lastTick);
    for (const value of [gauge.sum, gauge.min, gauge.max, gauge.last]) out.float(value);
  }
  return out.done();
}

/** The window that `encodeSum` wrote; other bytes throw. */
export function decodeSum(bytes: Uint8Array): WindowSum {
  const read = new ByteReader(bytes);
  const version = read.varint();
  if (version !== VERSION) throw new Error(`a stored window has layout ${version}, which this program does not know`);
  const [ticks, upKnown, upTicks, requests, errors] = [0, 0, 0, 0, 0].map(() => read.varint()) as Five;
  if (upTicks > upKnown || upKnown > ticks || errors > requests) throw new Error("a stored window contradicts itself");
  const latency = decodeSketch(read.run());
  const gauges: Record<string, GaugeSum> = {};
  for (let left = read.varint(); left > 0; left -= 1) gauges[read.text()] = readGauge(read);
  read.end();
  return { ticks, upKnown, upTicks, requests, errors, latency, gauges };
}

type Five = [number, number, number, number, number];

function readGauge(read: ByteReader): GaugeSum {
  const [n, lastTick] = [read.varint(), read.varint()];
  const [sum, min, max, last] = [read.float(), read.float(), read.float(), read.float()];
  return { n, sum, min, max, last, lastTick };
}
