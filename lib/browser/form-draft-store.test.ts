import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { accept } from "#core/outcome";
import { NO_ANSWER } from "#core/room/form/field-standing";
import type { DraftBody } from "#wire/draft";
import { bodyOf, NO_DRAFT, withAnswer, type FormDraft } from "./form-draft.ts";
import { createFormDraftStore, type DraftPlaces } from "./form-draft-store.ts";

const withStatus = (status: string) => (draft: FormDraft) =>
  withAnswer(draft, { field: "mood", answer: { ...NO_ANSWER, status } }, { revision: 0, answers: {} });
const MINE = withStatus("mine")(NO_DRAFT);
const THEIRS = bodyOf(withStatus("theirs")(NO_DRAFT));

function places(held: string | null = null): DraftPlaces & {
  readonly kept: { device: string | null; server: DraftBody | null };
} {
  const kept: { device: string | null; server: DraftBody | null } = { device: held, server: null };
  return {
    kept,
    now: () => 1_000,
    device: {
      read: () => kept.device,
      write: (text) => {
        kept.device = text;
        return true;
      },
    },
    server: {
      save: async (body) => {
        kept.server = body;
        return accept(2_000);
      },
      remove: async () => {
        kept.server = null;
        return accept({});
      },
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a form's draft", () => {
  test("is on the device with the change, on the server a second later, and says so", async () => {
    const both = places();
    const store = createFormDraftStore(both);
    store.change(() => MINE);
    expect([both.kept.device, both.kept.server]).toEqual([JSON.stringify({ savedAt: 1_000, draft: MINE }), null]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(both.kept.server).toEqual(bodyOf(MINE));
    expect(store.state()).toEqual({
      draft: MINE,
      savedAt: 2_000,
      onDevice: true,
      server: { kind: "saved", at: 2_000 },
    });
  });

  test("goes on from the device when the page is opened again, and the server is brought up to it", async () => {
    const both = places(JSON.stringify({ savedAt: 900, draft: MINE }));
    const store = createFormDraftStore(both);
    store.adopt({ savedAt: 800, body: THEIRS });
    await vi.advanceTimersByTimeAsync(1_000);
    expect([store.state().draft, both.kept.server]).toEqual([MINE, bodyOf(MINE)]);
  });

  test("goes on from the server where that is newer, once only", () => {
    const store = createFormDraftStore(places(JSON.stringify({ savedAt: 700, draft: MINE })));
    store.adopt({ savedAt: 800, body: THEIRS });
    store.adopt({ savedAt: 900, body: bodyOf(MINE) });
    expect(bodyOf(store.state().draft)).toEqual(THEIRS);
  });

  test("comes back letter for letter when both places hold the same", async () => {
    const both = places();
    const typed = { ...MINE, typed: { tickets: "1,200" } };
    createFormDraftStore(both).change(() => typed);
    await vi.advanceTimersByTimeAsync(1_000);
    const again = createFormDraftStore(both);
    again.adopt({ savedAt: 2_000, body: bodyOf(typed) });
    expect(again.state()).toEqual({
      draft: typed,
      savedAt: 2_000,
      onDevice: true,
      server: { kind: "saved", at: 2_000 },
    });
  });

  test("is in neither place once it was submitted", async () => {
    const both = places();
    const store = createFormDraftStore(both);
    store.change(() => MINE);
    await vi.advanceTimersByTimeAsync(1_000);
    await store.forget();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([both.kept, store.state().draft]).toEqual([{ device: null, server: null }, NO_DRAFT]);
  });
});
