import { useEffect, useState, useSyncExternalStore } from "react";
import { z } from "zod";
import { accept, type Outcome } from "#core/outcome";
import type { Answer, CheckpointRecord } from "#core/room/checkpoint";
import type { EpochMs } from "#core/time";
import type { DraftBody, Drafts } from "#wire/draft";
import { ask } from "./api.ts";
import {
  changedAnswers,
  conflictsOf,
  deviceKey,
  hasChanges,
  keepMine,
  leftAfter,
  mergedAnswers,
  takeTheirs,
  withAnswer,
  type Answers,
  type FormDraft,
  type Saved,
} from "./form-draft.ts";
import { createFormDraftStore, type DraftPlaces, type DraftState, type FormDraftStore } from "./form-draft-store.ts";
import { useLiveClient } from "./live-context.ts";
import type { LiveClient } from "./socket.ts";
import { useDrafts } from "./use-drafts.ts";

export type FormDraftUse = {
  readonly state: DraftState;
  readonly saved: Saved;
  /** What the form shows: the draft over the newest entry. */
  readonly answers: Answers;
  /** What would be sent. */
  readonly changed: Readonly<Record<string, Answer>>;
  readonly isChanged: boolean;
  /** Fields that somebody else changed too. */
  readonly conflicts: readonly string[];
  /** Other people's drafts of this form. */
  readonly others: Drafts["drafts"];
  answer(field: string, answer: Answer, typed?: string): void;
  decide(part: Partial<Pick<FormDraft, "decision" | "reason">>): void;
  keepMine(field: string): void;
  takeTheirs(field: string): void;
  flush(): void;
  /** After this much of it was submitted. */
  submitted(sent: FormDraft, isDecided: boolean): Promise<void>;
  /** Gives it up. */
  forget(): Promise<void>;
};

type Whose = { readonly rollout: string; readonly account: string; readonly record: CheckpointRecord };

/** What this person has put into the form and not submitted, kept on the device and on the server. */
export function useFormDraft({ rollout, account, record }: Whose): FormDraftUse {
  const client = useLiveClient();
  const [store] = useState(() => createFormDraftStore(placesOf(client, { rollout, account, checkpoint: record.id })));
  const state = useSyncExternalStore(store.subscribe, store.state, store.state);
  const drafts = useDrafts(record.id);
  useEffect(() => {
    if (drafts) store.adopt(drafts.find((draft) => draft.account === account) ?? null);
  }, [drafts, store, account]);
  useFlushOnLeaving(store);
  const saved: Saved = { revision: record.entry?.revision ?? 0, answers: record.entry?.answers ?? {} };
  const { draft } = state;
  return {
    state,
    saved,
    answers: mergedAnswers(saved, draft),
    changed: changedAnswers(saved, draft),
    isChanged: hasChanges(saved, draft),
    conflicts: conflictsOf(draft, saved),
    others: (drafts ?? []).filter((other) => other.account !== account && saysSomething(other.body)),
    answer: (field, answer, typed) => store.change((held) => withAnswer(held, { field, answer, typed }, saved)),
    decide: (part) => store.change((held) => ({ ...held, ...part })),
    keepMine: (field) => store.change((held) => keepMine(held, field, saved)),
    takeTheirs: (field) => store.change((held) => takeTheirs(held, field)),
    flush: store.flush,
    submitted: async (sent, isDecided) => {
      const left = leftAfter(store.state().draft, sent, isDecided);
      if (left) store.change(() => left);
      else await store.forget();
    },
    forget: store.forget,
  };
}

function saysSomething({ answers, decision, reason }: DraftBody): boolean {
  return Object.keys(answers).length > 0 || decision !== null || reason !== "";
}

/** A phone may never come back to a page that went out of sight. */
function useFlushOnLeaving(store: FormDraftStore): void {
  useEffect(() => {
    const flush = (): void => store.flush();
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("online", flush);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      window.removeEventListener("online", flush);
      flush();
    };
  }, [store]);
}

type Place = { readonly rollout: string; readonly account: string; readonly checkpoint: string };

function placesOf(client: LiveClient | null, { rollout, account, checkpoint }: Place): DraftPlaces {
  const key = deviceKey(rollout, checkpoint, account);
  const path = `/api/v1/checkpoints/${encodeURIComponent(checkpoint)}/draft`;
  return {
    device: { read: () => readItem(key), write: (text) => writeItem(key, text) },
    server: {
      save: (body) => saveBody(path, body),
      remove: () => ask(path, { schema: z.object({}), method: "DELETE" }),
    },
    now: () => Date.now() + (client?.link().offsetMs ?? 0),
  };
}

async function saveBody(path: string, body: DraftBody): Promise<Outcome<EpochMs>> {
  const answer = await ask(path, { schema: z.object({ savedAt: z.number() }), method: "PUT", body });
  return answer.ok ? accept(answer.value.savedAt) : answer;
}

function readItem(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function writeItem(key: string, text: string | null): boolean {
  try {
    if (text === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
