import type { Guard } from "#edges/guard";

/**
 * What one check found. `latencyMs` is set whenever the target answered, also with the wrong status; `reason` whenever
 * it is not up: a few plain words, never an address, a URL or a secret.
 */
export type ProbeResult = {
  readonly up: boolean;
  readonly latencyMs: number | null;
  readonly reason: string | null;
  /** Figures that the answer held, by gauge, where the configuration asks for some. */
  readonly gauges?: Readonly<Record<string, number>>;
};

/** One target's probe. `check` never rejects and settles within the target's own timeout. */
export type Probe = {
  check(): Promise<ProbeResult>;
  close(): Promise<void>;
};

/** What all probes share. */
export type ProbeOptions = {
  readonly guard: Guard;
  /** A kept connection older than so many real ms is replaced, its name looked up again. */
  readonly lifeMs: number;
};
