import { tickStart, type Range, type Tick } from "#core/time";
import type { Quantiles, RecordCounts, RecordReply, RecordRow } from "../record-reply.ts";
import { SEGMENTS, type Segment } from "../story.ts";

/** One traffic request, as it ended. `latencyMs` null: the client got no answer. */
export type EndedRequest = {
  readonly tick: Tick;
  readonly segment: Segment;
  readonly latencyMs: number | null;
  readonly error: boolean;
  readonly cache: "hit" | "miss" | null;
  readonly revenueCents: number;
};

/** Every request of the last hour at 200 requests/s, exactly; older ones make room. */
export type RequestRecord = {
  add(request: EndedRequest): void;
  /** Rows of ticks that begin in `range`, oldest first; null when it holds more than `most` requests, of all segments. */
  read(range: Range, about: Wanted): Omit<RecordReply, "from" | "to"> | null;
  totals(): Record<Segment, RecordCounts>;
};

export type Wanted = { readonly most: number; readonly segment: Segment | null };

const CAPACITY = 720_000;
const NO_ANSWER = 0xffff_ffff;
const ERROR = 1;
const HIT = 2;
const MISS = 4;

type Columns = {
  readonly tick: Uint32Array;
  readonly latencyUs: Uint32Array;
  readonly revenueCents: Uint32Array;
  readonly segment: Uint8Array;
  readonly flags: Uint8Array;
  written: number;
};

/** `capacity` only differs in tests. */
export function makeRequestRecord(capacity = CAPACITY): RequestRecord {
  const columns: Columns = {
    tick: new Uint32Array(capacity),
    latencyUs: new Uint32Array(capacity),
    revenueCents: new Uint32Array(capacity),
    segment: new Uint8Array(capacity),
    flags: new Uint8Array(capacity),
    written: 0,
  };
  const totals = zeroTotals();
  return {
    add(request) {
      write(columns, columns.written % capacity, request);
      columns.written += 1;
      count(totals[request.segment], request);
    },
    read: (range, wanted) => readColumns(columns, range, wanted),
    totals: () => totals,
  };
}

function write(columns: Columns, slot: number, request: EndedRequest): void {
  columns.tick[slot] = request.tick;
  columns.latencyUs[slot] = request.latencyMs === null ? NO_ANSWER : Math.round(request.latencyMs * 1_000);
  columns.revenueCents[slot] = request.revenueCents;
  columns.segment[slot] = SEGMENTS.indexOf(request.segment);
  columns.flags[slot] =
    (request.error ? ERROR : 0) | (request.cache === "hit" ? HIT : 0) | (request.cache === "miss" ? MISS : 0);
}

function readSlot(columns: Columns, slot: number): EndedRequest {
  const us = columns.latencyUs[slot] ?? NO_ANSWER;
  const flags = columns.flags[slot] ?? 0;
  return {
    tick: columns.tick[slot] ?? 0,
    segment: SEGMENTS[columns.segment[slot] ?? 0] ?? "segment-a",
    latencyMs: us === NO_ANSWER ? null : us / 1_000,
    error: (flags & ERROR) !== 0,
    cache: (flags & HIT) !== 0 ? "hit" : (flags & MISS) !== 0 ? "miss" : null,
    revenueCents: columns.revenueCents[slot] ?? 0,
  };
}

function readColumns(columns: Columns, range: Range, wanted: Wanted): Omit<RecordReply, "from" | "to"> | null {
  const capacity = columns.tick.length;
  const oldest = Math.max(0, columns.written - capacity);
  const first = firstAtOrAfter(columns, oldest, range.from);
  const rows = new Map<string, RecordRow>();
  const totals = zeroTotals();
  for (let i = first; i < columns.written; i += 1) {
    const request = readSlot(columns, i % capacity);
    if (tickStart(request.tick) >= range.to) break;
    if (i - first >= wanted.most) return null;
    if (wanted.segment !== null && request.segment !== wanted.segment) continue;
    const row = rowOf(rows, request);
    count(row, request);
    if (request.latencyMs !== null) row.latenciesMs.push(request.latencyMs);
    count(totals[request.segment], request);
  }
  const forgotten = oldest > 0 && tickStart(columns.tick[oldest % capacity] ?? 0) >= range.from;
  const list = [...rows.values()];
  return { complete: !forgotten, rows: list, totals, latencyMs: quantilesOf(list) };
}

function quantilesOf(rows: readonly RecordRow[]): RecordReply["latencyMs"] {
  const of = (segment: Segment | null): Quantiles | null => {
    const sorted = rows
      .filter((row) => segment === null || row.segment === segment)
      .flatMap((row) => row.latenciesMs)
      .sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
    return sorted.length === 0 ? null : { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
  };
  return { "segment-a": of("segment-a"), "segment-b": of("segment-b"), "segment-c": of("segment-c"), all: of(null) };
}

/** Ticks never fall in the record, so the first one of a range is found by halving. */
function firstAtOrAfter(columns: Columns, oldest: number, from: number): number {
  const bounds = { low: oldest, high: columns.written };
  while (bounds.low < bounds.high) {
    const middle = Math.floor((bounds.low + bounds.high) / 2);
    if (tickStart(columns.tick[middle % columns.tick.length] ?? 0) < from) bounds.low = middle + 1;
    else bounds.high = middle;
  }
  return bounds.low;
}

function rowOf(rows: Map<string, RecordRow>, request: EndedRequest): RecordRow {
  const key = `${request.tick} ${request.segment}`;
  const known = rows.get(key);
  if (known) return known;
  const row = {
    tick: request.tick,
    at: new Date(tickStart(request.tick)).toISOString(),
    segment: request.segment,
    ...zeroCounts(),
    latenciesMs: [],
  };
  rows.set(key, row);
  return row;
}

function count(counts: RecordCounts, request: EndedRequest): void {
  counts.requests += 1;
  if (request.error) counts.errors += 1;
  if (request.cache === "hit") counts.cacheHits += 1;
  if (request.cache === "miss") counts.cacheMisses += 1;
  // Summed in whole cents, so that the order of adding never shows.
  counts.revenueUsd = (Math.round(counts.revenueUsd * 100) + request.revenueCents) / 100;
}

function zeroCounts(): RecordCounts {
  return { requests: 0, errors: 0, cacheHits: 0, cacheMisses: 0, revenueUsd: 0 };
}

function zeroTotals(): Record<Segment, RecordCounts> {
  return { "segment-a": zeroCounts(), "segment-b": zeroCounts(), "segment-c": zeroCounts() };
}
