import type { Sample } from "#core/measure/sample";
import type { WindowSum } from "#core/measure/window";
import type { Outcome } from "#core/outcome";
import type { Target } from "#core/target";
import type { EpochMs, Range, Tick } from "#core/time";
import type { Frame, Health, RoomName, TargetReading } from "#wire/frame";
import type { History, Series } from "#wire/history";
import type { PushedSample, PushReceipt } from "#wire/push";
import type { RolloutView } from "#wire/rollout";
import type { JoinAnswer } from "#wire/socket";

/** Clock time runs `rate` times as fast as real time; at real time `realAt` it reads `clockAt`. */
export type ClockSetting = {
  readonly kind: "production" | "rehearsal";
  readonly rate: number;
  readonly realAt: EpochMs;
  readonly clockAt: EpochMs;
};

export type Clock = {
  setting(): ClockSetting;
  now(): EpochMs;
  /** Calls `run` once when the clock reads `at`; returns a cancel. A change of rate moves the call. */
  at(at: EpochMs, run: () => void): () => void;
};

export type WriteReceipt = { readonly stored: number; readonly duplicates: number };

/** One step of a target's history. Null where nothing was measured: a gap, never a zero. */
export type HistoryBucket = {
  readonly from: EpochMs;
  readonly ticks: number;
  readonly upTicks: number;
  readonly upKnown: number;
  readonly requests: number;
  readonly errors: number;
  readonly minMs: number | null;
  readonly maxMs: number | null;
  readonly p99Ms: number | null;
};

export type SampleStore = {
  /** Makes the targets known (by slug); a target never seen again keeps its history. */
  saveTargets(targets: readonly Target[]): Promise<void>;
  /** One transaction; idempotent per target and tick (the first sample stays). Rejects when the database is away. */
  write(samples: readonly Sample[]): Promise<WriteReceipt>;
  /** Merged samples per target over `range`; a target without samples is absent. */
  windows(targetIds: readonly string[], range: Range): Promise<ReadonlyMap<string, WindowSum>>;
  /** The same, cut into steps of `stepMs` aligned to UTC, oldest first; steps without samples are absent. */
  series(
    targetIds: readonly string[],
    range: Range,
    stepMs: number,
  ): Promise<readonly { readonly from: EpochMs; readonly sums: ReadonlyMap<string, WindowSum> }[]>;
  /** At most `buckets` equal steps over `range`, empty ones included. */
  history(targetId: string, range: Range, buckets: number): Promise<readonly HistoryBucket[]>;
  /** Raw samples of [from, to), oldest first; for rebuilding short caches (bounded by the caller to minutes). */
  samples(targetIds: readonly string[], range: Range): Promise<readonly Sample[]>;
  /** The newest tick with a sample; the end of its hour when that hour is packed already. Null for an empty store. */
  latestTick(): Promise<Tick | null>;
};

/** Housekeeping, in bounded steps: each call does a little and says whether more is left. */
export type StoreUpkeep = {
  rollUp(now: EpochMs): Promise<{ readonly more: boolean }>;
  seal(now: EpochMs): Promise<{ readonly more: boolean }>;
  expire(now: EpochMs): Promise<{ readonly more: boolean }>;
};

/** Frames of the last hour, so that a client or another node can ask for what it missed. */
export type FrameStore = {
  saveFrames(frames: readonly Frame[]): Promise<void>;
  framesSince(room: RoomName, seq: number, most: number): Promise<readonly Frame[]>;
};

export type RolloutRecord = {
  readonly id: string;
  readonly plan: string;
  readonly planVersion: string;
  readonly kind: "production" | "rehearsal";
  readonly t0: EpochMs;
};

export type RolloutStore = {
  /** The running rollout of this plan and kind, created with `t0` when there is none. */
  openRollout(wanted: Omit<RolloutRecord, "id">): Promise<RolloutRecord>;
};

/** What the sampler says of one closed tick. */
export type TickReport = {
  readonly tick: Tick;
  readonly samples: readonly Sample[];
  readonly health: SamplerHealth;
};

export type SamplerHealth = {
  readonly startedAt: EpochMs;
  readonly ticksRun: number;
  /** Ticks that should have run since the start and did not. */
  readonly ticksMissed: number;
  /** 99th percentile of |actual start - planned start| over the last 10 minutes of ticks, in real ms. */
  readonly jitterMsP99: number;
};

export type Publisher = {
  publish(frames: readonly Frame[]): void;
  /** Displays and browsers connected now. */
  connected(): number;
  /** Rooms with at least one listener: frames for single targets are built for these only. */
  listened(): readonly RoomName[];
};

/** Samples on their way to the store: they wait here while the database is away. */
export type SampleWriter = {
  add(samples: readonly Sample[]): void;
  state(): { readonly reachable: boolean; readonly waiting: number; readonly lost: number };
  /** Resolves when everything waiting is written, or rejects after `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>;
};

export type Log = {
  info(about: Readonly<Record<string, unknown>>, message: string): void;
  warn(about: Readonly<Record<string, unknown>>, message: string): void;
  error(about: Readonly<Record<string, unknown>>, message: string): void;
};

export type HistoryQuery = { readonly target: string; readonly range: Range; readonly buckets: number };
export type SeriesQuery = {
  readonly metrics: readonly string[];
  readonly segment: string | null;
  readonly range: Range;
  readonly buckets: number;
};

/** Counts since this process started, for `/metrics`. */
export type EngineCounters = {
  readonly ticks: number;
  readonly samples: number;
  readonly pushed: number;
  readonly duplicates: number;
  readonly frames: number;
};

/** What the edges may ask of the engine. */
export type Engine = {
  rollout(): RolloutView;
  now(): EpochMs;
  health(): Health;
  counters(): EngineCounters;
  /** The newest frame of a room; null before the first tick or for an unknown target. */
  latest(room: RoomName): Frame | null;
  /** Frames after `lastSeq`. Reads the database only when memory does not reach back; `settle` runs in the same turn as the answer is made. */
  missed(room: RoomName, lastSeq: number | null, settle: () => void): Promise<JoinAnswer>;
  targets(): readonly TargetReading[];
  history(query: HistoryQuery): Promise<Outcome<History>>;
  series(query: SeriesQuery): Promise<Outcome<Series>>;
  /** Acknowledged only when stored: `unavailable` while the database is away (send again: it is idempotent). */
  push(samples: readonly PushedSample[], allowed: readonly string[] | null): Promise<Outcome<PushReceipt>>;
};

/** The bundled demo system, as its page and the command line drive it; absent in production. */
export type DemoPort = {
  readonly controlUrl: string;
  setRate(rate: number): void;
};
