import type { Sample } from "#core/measure/sample";
import type { WindowSum } from "#core/measure/window";
import type { Outcome } from "#core/outcome";
import type { SecondFactorUse } from "#core/identity";
import type { OwnFault } from "#core/own-fault";
import type { Plan } from "#core/plan/plan";
import type { Account, PersonActor } from "#core/room/actor";
import type { Cause, LoggedEvent, RoomEvent } from "#core/room/room-event";
import type { Room } from "#core/room/room";
import type { Target } from "#core/target";
import type { EpochMs, Range, Tick } from "#core/time";
import type { CommandAnswer } from "#wire/command";
import type { Frame, Health, RoomName, TargetReading } from "#wire/frame";
import type { History, Series } from "#wire/history";
import type { PushedSample, PushReceipt } from "#wire/push";
import type { Replay, ReplayMark, ReplayQuery } from "#wire/replay";
import type { RolloutView } from "#wire/rollout";
import type { FollowAnswer, SignedEnd } from "#wire/room-log";
import type { JoinAnswer } from "#wire/socket";
import type { Papers } from "./paper-port.ts";

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

/** What pages and papers read of the past, on connections of their own: ticks, alerts and commands wait for none of it. */
export type SampleReads = Pick<SampleStore, "windows" | "series" | "history" | "samples">;

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
  /** The open rollout of this plan and kind, created with `t0` when there is none; `setup` is what it runs with now. */
  openRollout(wanted: Omit<RolloutRecord, "id">, setup?: object): Promise<RolloutRecord>;
};

/** An event that is to be logged. */
export type NewEvent = Cause & { readonly event: RoomEvent };

/** That a command was carried out: the same key again gets the same answer, and changes nothing. */
export type Receipt = {
  readonly key: string;
  readonly account: string;
  readonly verb: string;
  /** Of the input, so that a key used for something else is noticed. */
  readonly digest: string;
  /** Numbers of the events it caused: [from, to], or null where nothing had to change. */
  readonly events: readonly [from: number, to: number] | null;
};

/** Number and hash of an event that was the last of its log, and whether the rollout was open by then, not archived. */
export type LogHead = { readonly seq: number; readonly hash: string; readonly isOpen: boolean };

/** Events that belong together, and the receipt of the command that caused them. */
export type NewChange = { readonly events: readonly NewEvent[]; readonly receipt: Omit<Receipt, "events"> | null };

/**
 * The log of a rollout: append-only, numbered without gaps, each row hashed with the one before. Entries and sign-offs are
 * written beside it in the same transaction.
 */
export type EventLog = {
  /** Events after `seq`, oldest first, at most `most`. */
  eventsAfter(rollout: string, seq: number, most: number): Promise<readonly LoggedEvent[]>;
  /**
   * Appends the events of these changes after `seq`, all or none, and answers them in order; null when the log has grown
   * meanwhile: read what came, and decide again.
   */
  append(rollout: string, seq: number, changes: readonly NewChange[]): Promise<readonly LoggedEvent[] | null>;
  receipt(rollout: string, account: string, key: string): Promise<Receipt | null>;
  /**
   * What shows that the log was changed by somebody else, in a sentence; null where all is as `known`, the last event folded
   * here, says. Looks at the end of the log and its signature each time, and at the rows before it a part at a time.
   */
  fault(rollout: string, known: LogHead): Promise<string | null>;
  /** The signature over the log up to its event `seq`, as one line; null where that was no end of a write. */
  signedHead(rollout: string, seq: number): Promise<string | null>;
  /** What the signatures are checked with: an Ed25519 key, 43 letters of base64url. */
  readonly publicKey: string;
  /** Rows after `seq` as they were written and hashed, oldest first: for whoever proves the log without the database. */
  rowsAfter(rollout: string, seq: number, most: number): Promise<readonly WrittenRow[]>;
  /**
   * While `work` runs nobody else appends, here or on another node, and what `work` appends is kept when it resolves. For
   * whoever came second: read on, decide anew, append. `work` must not take longer than a few seconds.
   */
  alone<T>(rollout: string, work: (log: Pick<EventLog, "eventsAfter" | "append">) => Promise<T>): Promise<T>;
};
/** `body` is the text that was hashed, letter for letter: JSON of when, who and what. */
export type WrittenRow = { readonly seq: number; readonly hash: string; readonly body: string };
/** Who has an account, as far as roles of the plan are concerned. */
export type Accounts = { list(): Promise<readonly Account[]> };

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
  /** New events of the room, to everybody who follows it. */
  tell(events: readonly LoggedEvent[]): void;
  /** Paired displays connected now. */
  displays(): number;
  /** Displays and browsers connected now. */
  connected(): number;
  /** Connections that were ended because they cost too much, by reason. */
  cutOff(): Readonly<Record<string, number>>;
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

/**
 * What is wrong with Holdpoint itself. A fault that is raised again keeps its beginning; it is shown on every page and wall, in
 * `/readyz` and `/metrics`, and told to whoever is on shift unless it is low.
 */
export type OwnFaults = {
  raise(id: string, fault: Pick<OwnFault, "severity" | "sentence" | "isPutRight">): void;
  clear(id: string): void;
  /** What is so now before what was put right, then the worst first, then the newest. */
  list(): readonly OwnFault[];
};

/** A stored row that cannot be read. */
export type UnreadableRow = {
  readonly table: string;
  /** The columns that tell it from all others. */
  readonly at: Readonly<Record<string, string | number>>;
  /** The one column at fault, where the row is of use without it. */
  readonly column?: string;
  /** Of the log, but no link of its chain. */
  readonly isAdded?: true;
  readonly why: string;
};

/** The one place where rows that cannot be read are counted. What they held is left out, which shows as a gap. */
export type UnreadableRows = {
  found(row: UnreadableRow): void;
  /** Different rows since this process started. */
  count(): number;
};

/** Errors of this process that no code took. */
export type StrayErrors = {
  /** Since this process started. */
  count(): number;
};

/** The key that a push came with: its name, and the targets that it is for, null for all. */
export type PushingKey = { readonly name: string; readonly targets: readonly string[] | null };

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
  /** Stored rows that could not be read. */
  readonly unreadable: number;
  /** Errors that no code took. */
  readonly strayErrors: number;
  /** Connections that were ended because they cost too much, by reason. */
  readonly cutOff: Readonly<Record<string, number>>;
};

/** What the edges may ask of the engine. */
export type Engine = Papers & {
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
  /** The war room as it was; `invalid` for a moment to come, `not_found` for one before the rollout. */
  replay(query: ReplayQuery): Promise<Outcome<Replay>>;
  /** Gates, alerts and decisions so far, oldest first. */
  replayMarks(): Promise<readonly ReplayMark[]>;
  /** Acknowledged only when stored: `unavailable` while the database is away (send again: it is idempotent). */
  push(samples: readonly PushedSample[], key: PushingKey): Promise<Outcome<PushReceipt>>;
  plan(): Plan;
  /** What has been decided so far. */
  room(): Room;
  /** The end of the log with its signature, and the key to check it with. */
  signedEnd(): Promise<SignedEnd>;
  writtenRows(seq: number, most: number): Promise<readonly WrittenRow[]>;
  /** Events of the log after `seq`, oldest first. */
  events(seq: number, most: number): Promise<readonly LoggedEvent[]>;
  /** The events after `seq`, or the whole room; `settle` runs in the same turn as the answer is made. */
  follow(seq: number | null, settle: () => void): Promise<FollowAnswer>;
  /** The one way in which a person changes the room. */
  command(sent: Sent): Promise<Outcome<CommandAnswer>>;
};

/** A command as it came in: who sends it, and the key that makes sending it twice safe. */
export type Sent = {
  readonly verb: string;
  readonly input: unknown;
  /** Of the input's text; made by the door, for the engine has no hash. */
  readonly digest: string;
  readonly key: string | null;
  readonly actor: PersonActor;
  /** The password was given within the last 15 minutes. */
  readonly confirmed: boolean;
  /** The configuration asks for a second factor where somebody votes. */
  readonly votesNeedSecondFactor?: boolean;
  /** Of the session that sends it; absent: none, for the plan may ask for one. */
  readonly secondFactor?: SecondFactorUse;
};

/** The bundled demo system, as its page and the command line drive it; absent in production. */
export type DemoPort = {
  readonly controlUrl: string;
  setRate(rate: number): void;
};
