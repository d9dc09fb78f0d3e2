import type { Outcome } from "#core/outcome";
import type { EpochMs } from "#core/time";
import type { DraftBody } from "#wire/draft";
import { createDraftSaver, type ServerCopy } from "./draft-saver.ts";
import { bodyOf, draftFrom, NO_DRAFT, readDevice, type FormDraft } from "./form-draft.ts";

/** Both places where a draft is kept. */
export type DraftPlaces = {
  readonly device: {
    read(): string | null;
    /** False where this device keeps nothing (full, or forbidden). */
    write(text: string | null): boolean;
  };
  readonly server: {
    save(body: DraftBody): Promise<Outcome<EpochMs | null>>;
    remove(): Promise<Outcome<unknown>>;
  };
  /** Real time by the server's clock. */
  readonly now: () => EpochMs;
};

export type DraftState = {
  readonly draft: FormDraft;
  /** When it was last kept on this device; null while nothing is. */
  readonly savedAt: EpochMs | null;
  readonly onDevice: boolean;
  readonly server: ServerCopy;
};

export type FormDraftStore = {
  state(): DraftState;
  subscribe(listener: () => void): () => void;
  change(next: (draft: FormDraft) => FormDraft): void;
  /** What the server holds of this person, once, when the page opens: the newer of both is gone on with. */
  adopt(held: { readonly savedAt: EpochMs; readonly body: DraftBody } | null): void;
  flush(): void;
  /** After it was submitted: gone from both places. */
  forget(): Promise<void>;
};

/** One person's draft of one form: on the device with every change, on the server soon after. */
export function createFormDraftStore({ device, server, now }: DraftPlaces): FormDraftStore {
  const listeners = new Set<() => void>();
  const own = { state: stateOnDevice(device), adopted: false };
  const set = (part: Partial<DraftState>): void => {
    own.state = { ...own.state, ...part };
    for (const listener of listeners) listener();
  };
  const saver = createDraftSaver<FormDraft>({
    send: (draft) => server.save(bodyOf(draft)),
    onState(copy) {
      // both are the same now: the device's, which holds more, must not look older when the page is opened again
      if (copy.kind === "saved") keep(own.state.draft, copy.at);
      set({ server: copy });
    },
  });
  const keep = (draft: FormDraft, savedAt: EpochMs): void =>
    set({ draft, savedAt, onDevice: device.write(JSON.stringify({ savedAt, draft })) });
  return {
    state: () => own.state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    change(next) {
      keep(next(own.state.draft), now());
      saver.change(own.state.draft);
    },
    adopt(found) {
      if (own.adopted) return;
      own.adopted = true;
      const { savedAt } = own.state;
      if (found && found.savedAt > (savedAt ?? -Infinity)) {
        keep(draftFrom(found.body), found.savedAt);
        set({ server: { kind: "saved", at: found.savedAt } });
      } else if (found && found.savedAt === savedAt) set({ server: { kind: "saved", at: savedAt } });
      else if (savedAt !== null) saver.change(own.state.draft);
    },
    flush: saver.flush,
    async forget() {
      device.write(null);
      set({ draft: NO_DRAFT, savedAt: null, onDevice: false, server: { kind: "none" } });
      await saver.stop();
      // left there by a link that is down, it says nothing that the entry does not say
      await server.remove();
    },
  };
}

function stateOnDevice(device: DraftPlaces["device"]): DraftState {
  const held = readDevice(device.read());
  return {
    draft: held?.draft ?? NO_DRAFT,
    savedAt: held?.savedAt ?? null,
    onDevice: held !== null,
    server: { kind: "none" },
  };
}
