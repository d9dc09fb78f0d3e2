import type { Verb } from "#wire/command";

/** A command whose form may be gone: it waits for the link, or was refused after nobody was there to read it. */
export type Unsent = { readonly key: string; readonly verb: Verb; readonly refused: string | null };

export type Outbox = {
  items(): readonly Unsent[];
  subscribe(listener: () => void): () => void;
  /** It could not be sent yet, and is tried again. */
  waits(key: string, verb: Verb): void;
  /** It was refused, and its form is gone. */
  refused(key: string, verb: Verb, message: string): void;
  /** It was answered, or its refusal was read. */
  drop(key: string): void;
};

/** What this page still has to send, whatever was closed meanwhile. */
export function createOutbox(): Outbox {
  const state: { items: readonly Unsent[] } = { items: [] };
  const listeners = new Set<() => void>();
  const set = (items: readonly Unsent[]): void => {
    state.items = items;
    listeners.forEach((listener) => listener());
  };
  const without = (key: string): readonly Unsent[] => state.items.filter((item) => item.key !== key);
  return {
    items: () => state.items,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    waits: (key, verb) => {
      if (!state.items.some((item) => item.key === key)) set([...state.items, { key, verb, refused: null }]);
    },
    refused: (key, verb, message) => set([...without(key), { key, verb, refused: message }]),
    drop: (key) => {
      if (state.items.some((item) => item.key === key)) set(without(key));
    },
  };
}
