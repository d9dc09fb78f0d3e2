import { setImmediate } from "node:timers/promises";
import type { Pool } from "pg";
import type { Sample } from "#core/measure/sample";
import { sumOf, type WindowSum } from "#core/measure/window";
import { HOUR_MS, MINUTE_MS, TICK_MS, type EpochMs, type Range } from "#core/time";
import type { UnreadableRows } from "#engine/ports";
import type { Reading } from "../reading.ts";
import { readPackedMinutes, readPackedSamples, readTotals } from "./block-rows.ts";
import { readMinutes } from "./minute-rows.ts";
import { planRead, type Grain } from "./read-plan.ts";
import { readState } from "./roll-up-state.ts";
import { readSamples } from "./sample-rows.ts";
import { hoursOf, isEmpty, MINUTES_PER_HOUR, type Run } from "./time-keys.ts";
import { inTransaction } from "./transaction.ts";

/** A part of the answer: what one target's samples from `from` on sum up to. */
export type Piece = { readonly key: number; readonly from: EpochMs; readonly sum: WindowSum };
type Asked = { readonly reading: Reading; readonly targets: ReadonlyMap<number, string> };
/** The database, and who counts what cannot be read in it. */
export type Source = { readonly pool: Pool; readonly unreadable: UnreadableRows };

/**
 * All samples of these targets in a range, each in exactly one piece, in the coarsest sums that are there and that `grain`
 * allows. One picture of all tables, so that rows on their way into an hour are seen once.
 */
export async function readPieces(
  { pool, unreadable }: Source,
  targets: ReadonlyMap<number, string>,
  { range, grain }: { readonly range: Range; readonly grain: Grain },
): Promise<readonly Piece[]> {
  return inTransaction(pool, "isolation level repeatable read read only", async (client) => {
    const { minutesTo } = await readState(client);
    const plan = planRead(range, grain, minutesTo);
    const asked = { reading: { client, unreadable }, targets };
    const parts = [await hourPieces(asked, plan.hours), await openMinutes(asked, plan.minutes)];
    await setImmediate();
    for (const edge of plan.minuteEdges) parts.push(await packedMinutes(asked, edge));
    for (const edge of plan.tickEdges) parts.push(await tickPieces(asked, edge));
    return parts.flat();
  });
}

async function hourPieces({ reading, targets }: Asked, hours: Run): Promise<readonly Piece[]> {
  if (isEmpty(hours)) return [];
  const rows = await readTotals(reading, [...targets.keys()], hours);
  return rows.map(({ key, hour, value }) => ({ key, from: hour * HOUR_MS, sum: value }));
}

/** Minutes of hours that are not packed: inside the whole hours and at the edges alike. */
async function openMinutes({ reading, targets }: Asked, minutes: Run): Promise<readonly Piece[]> {
  if (isEmpty(minutes)) return [];
  const rows = await readMinutes(reading, [...targets.keys()], minutes);
  return rows.map(({ key, minute, sum }) => ({ key, from: minute * MINUTE_MS, sum }));
}

async function packedMinutes({ reading, targets }: Asked, minutes: Run): Promise<readonly Piece[]> {
  const hours = hoursOf(minutes, MINUTES_PER_HOUR);
  const rows = await readPackedMinutes(reading, [...targets.keys()], { hours, minutes });
  return rows.flatMap(({ key, value }) => [...value].map(([minute, sum]) => ({ key, from: minute * MINUTE_MS, sum })));
}

async function tickPieces(asked: Asked, ticks: Run): Promise<readonly Piece[]> {
  const samples = await samplesIn(asked, ticks);
  return samples.map(({ key, sample }) => ({ key, from: sample.tick * TICK_MS, sum: sumOf([sample]) }));
}

async function samplesIn(
  { reading, targets }: Asked,
  ticks: Run,
): Promise<readonly { readonly key: number; readonly sample: Sample }[]> {
  const packed = await readPackedSamples(reading, targets, ticks);
  const unpacked = packed.flatMap(({ key, value }) => value.map((sample) => ({ key, sample })));
  const open = await readSamples(reading, targets, ticks);
  return [...unpacked, ...open];
}

/** Samples as they came, in order of time. */
export async function readRawSamples(
  { pool, unreadable }: Source,
  targets: ReadonlyMap<number, string>,
  range: Range,
): Promise<readonly Sample[]> {
  const ticks = { from: Math.ceil(range.from / TICK_MS), to: Math.ceil(range.to / TICK_MS) };
  const found = await inTransaction(pool, "isolation level repeatable read read only", (client) =>
    samplesIn({ reading: { client, unreadable }, targets }, ticks),
  );
  return found.map(({ sample }) => sample).toSorted((a, b) => a.tick - b.tick);
}
