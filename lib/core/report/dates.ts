import { utcText } from "../iso-text.ts";
import { durationText } from "../plan/when.ts";
import { MINUTE_MS, type EpochMs, type Range } from "../time.ts";

/** "2025-11-04 04:00 UTC": a report is read in another year too, so that its moments are written out. */
export function stamp(at: EpochMs): string {
  return utcText(at, "minute");
}

/** "T+2h15m", to the minute. */
export function afterT0(at: EpochMs, t0: EpochMs): string {
  const offset = Math.round((at - t0) / MINUTE_MS) * MINUTE_MS;
  return offset === 0 ? "T0" : `T${offset < 0 ? "" : "+"}${durationText(offset)}`;
}

/** "2025-11-02 16:00 UTC (T0)". */
export function stampT(at: EpochMs, t0: EpochMs): string {
  return `${stamp(at)} (${afterT0(at, t0)})`;
}

export function rangeWords({ from, to }: Range): string {
  return `${stamp(from)} to ${stamp(to)}`;
}
