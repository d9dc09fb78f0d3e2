import type { Outcome } from "#core/outcome";
import type { EpochMs } from "#core/time";

/** Where the server's copy of a draft stands. `down`: the link is; it is sent when it is back. */
export type ServerCopy =
  | { readonly kind: "none" }
  | { readonly kind: "pending" }
  | { readonly kind: "saved"; readonly at: EpochMs }
  | { readonly kind: "down" }
  | { readonly kind: "refused"; readonly message: string };

export type Saving<T> = {
  /** Answers when it was saved; null where nothing is left to keep. */
  readonly send: (draft: T) => Promise<Outcome<EpochMs | null>>;
  readonly onState: (state: ServerCopy) => void;
};

export type DraftSaver<T> = {
  /** Sent when nothing has changed for a second. */
  change(draft: T): void;
  /** Sent now, where something waits. */
  flush(): void;
  /** Nothing is sent from now on until the next change; resolves when nothing is under way. */
  stop(): Promise<void>;
};

const QUIET_FOR_MS = 1_000;
const TRY_AGAIN_MS = 5_000;

/** Sends the newest draft and no other, one at a time, until it is there. */
export function createDraftSaver<T>({ send, onState }: Saving<T>): DraftSaver<T> {
  type State = {
    waiting: { readonly draft: T } | null;
    underWay: Promise<void> | null;
    timer: ReturnType<typeof setTimeout> | undefined;
    stopped: boolean;
  };
  const state: State = { waiting: null, underWay: null, timer: undefined, stopped: false };

  const sendIn = (delayMs: number): void => {
    clearTimeout(state.timer);
    state.timer = setTimeout(flush, delayMs);
  };
  const settle = (draft: T, answer: Outcome<EpochMs | null>): void => {
    state.underWay = null;
    if (state.stopped) return;
    if (!answer.ok && answer.refusal.code === "unavailable") {
      state.waiting ??= { draft };
      onState({ kind: "down" });
      return sendIn(TRY_AGAIN_MS);
    }
    if (state.waiting) return sendIn(QUIET_FOR_MS);
    if (!answer.ok) return onState({ kind: "refused", message: answer.refusal.message });
    onState(answer.value === null ? { kind: "none" } : { kind: "saved", at: answer.value });
  };
  function flush(): void {
    clearTimeout(state.timer);
    if (!state.waiting || state.underWay) return;
    const { draft } = state.waiting;
    state.waiting = null;
    state.underWay = send(draft).then((answer) => settle(draft, answer));
  }
  return {
    change(draft) {
      state.stopped = false;
      state.waiting = { draft };
      onState({ kind: "pending" });
      sendIn(QUIET_FOR_MS);
    },
    flush,
    async stop() {
      state.stopped = true;
      state.waiting = null;
      clearTimeout(state.timer);
      await state.underWay;
    },
  };
}
