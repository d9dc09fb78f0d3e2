import type { ProbeConfig } from "#core/config/target-config";
import type { Tick } from "#core/time";
import type { ClockSetting } from "#engine/ports";

/** The process's one argument, where the configuration allows what it names. */
export const ALLOW_LINK_LOCAL = "--allow-link-local";

/** `list` numbers the list of targets: a tick's columns follow the list it names. */
export type ToSampler =
  | { readonly kind: "targets"; readonly list: number; readonly targets: readonly ProbeConfig[] }
  | { readonly kind: "clock"; readonly setting: ClockSetting };

/**
 * One closed tick in columns, so that 1,000 samples cost one small JSON array. Of target `i`: `latencies[i]` in ms to
 * the microsecond, null without an answer; down when `reasons` holds it; neither: not measured in this tick.
 */
export type TickColumns = {
  readonly kind: "tick";
  readonly list: number;
  readonly tick: Tick;
  readonly latencies: readonly (number | null)[];
  readonly reasons: Readonly<Record<string, string>>;
  /** Figures that answers held, by target: few have any. */
  readonly gauges: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly jitterMsP99: number;
};

/** `ready` asks for the clock and the targets. */
export type FromSampler = { readonly kind: "ready" } | TickColumns;
