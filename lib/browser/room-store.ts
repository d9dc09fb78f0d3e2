import type { Frame, Health, RoomName } from "#wire/frame";

export type RoomState = {
  readonly latest: Frame | null;
  /** Oldest first, at most `capacity`. */
  readonly frames: readonly Frame[];
  /** This device's real time when the newest frame arrived. */
  readonly receivedAt: number | null;
  /** Why the server turned the join down; null while it did not. */
  readonly refusal: { readonly code: string; readonly message: string } | null;
};

export type RoomStore = {
  readonly room: RoomName;
  /** What is painted: changes at most every `paintEveryMs`. */
  state(): RoomState;
  subscribe(listener: () => void): () => void;
  /** Newest sequence held, painted or not; null before the first frame. */
  lastSeq(): number | null;
  /** Keeps a frame in order. A duplicate changes nothing. Answers whether frames before it are missing. */
  accept(frame: Frame): { readonly duplicate: boolean; readonly missing: boolean };
  /** Starts again from these frames: more was missed than the server keeps. */
  reset(frames: readonly Frame[]): void;
  refuse(refusal: RoomState["refusal"]): void;
};

export type RoomStoreOptions = {
  readonly room: RoomName;
  readonly capacity: number;
  readonly paintEveryMs: number;
  readonly now: () => number;
  /** Runs `paint` after `afterMs`; `setTimeout` in the browser. */
  readonly later: (paint: () => void, afterMs: number) => void;
};

const EMPTY: RoomState = { latest: null, frames: [], receivedAt: null, refusal: null };

/** The frames of one room, deduplicated by sequence and bounded; knows nothing of React or sockets. */
export function createRoomStore(options: RoomStoreOptions): RoomStore {
  const painter = createPainter(options);
  return {
    room: options.room,
    state: painter.painted,
    subscribe: painter.subscribe,
    lastSeq: () => painter.held().latest?.seq ?? null,
    accept(frame) {
      const held = painter.held();
      const at = placeFor(held.frames, frame.seq);
      if (at === null) return { duplicate: true, missing: false };
      const newest = at === held.frames.length;
      const missing = newest && held.latest !== null && frame.seq > held.latest.seq + 1;
      const frames = [...held.frames.slice(0, at), frame, ...held.frames.slice(at)].slice(-options.capacity);
      painter.change(
        newest
          ? { latest: frame, frames, receivedAt: options.now(), refusal: null }
          : { ...held, frames, refusal: null },
      );
      return { duplicate: false, missing };
    },
    reset(frames) {
      const ordered = [...frames].sort((a, b) => a.seq - b.seq).slice(-options.capacity);
      const latest = ordered.at(-1) ?? null;
      painter.change({ latest, frames: ordered, receivedAt: latest === null ? null : options.now(), refusal: null });
    },
    refuse: (refusal) => painter.change({ ...painter.held(), refusal }),
  };
}

type Painter = {
  held(): RoomState;
  painted(): RoomState;
  change(next: RoomState): void;
  subscribe(listener: () => void): () => void;
};

/** Holds every change at once, and shows it at most every `paintEveryMs`: the last one always. */
function createPainter(options: Pick<RoomStoreOptions, "paintEveryMs" | "now" | "later">): Painter {
  const listeners = new Set<() => void>();
  let held: RoomState = EMPTY;
  let painted: RoomState = EMPTY;
  let paintedAt = Number.NEGATIVE_INFINITY;
  let waiting = false;
  const paint = (): void => {
    waiting = false;
    paintedAt = options.now();
    painted = held;
    for (const listener of listeners) listener();
  };
  return {
    held: () => held,
    painted: () => painted,
    change(next) {
      held = next;
      if (waiting) return;
      const dueInMs = paintedAt + options.paintEveryMs - options.now();
      if (dueInMs <= 0) return paint();
      waiting = true;
      options.later(paint, dueInMs);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Index at which a frame belongs, searched from the newest; null when that sequence is held already. */
function placeFor(frames: readonly Frame[], seq: number): number | null {
  for (let i = frames.length - 1; i >= 0; i -= 1) {
    const held = frames[i]?.seq ?? Number.NEGATIVE_INFINITY;
    if (held === seq) return null;
    if (held < seq) return i + 1;
  }
  return 0;
}

/** What freshness needs to know of a room. */
export function newestFrame(
  state: RoomState,
): { readonly sentAt: number; readonly everyMs: number; readonly receivedAt: number; readonly health: Health } | null {
  if (state.latest === null || state.receivedAt === null) return null;
  const { sentAt, everyMs, health } = state.latest;
  return { sentAt, everyMs, receivedAt: state.receivedAt, health };
}
