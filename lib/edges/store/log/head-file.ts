import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { headIn, headText, type SignedHead } from "./signed-head.ts";

/** The newest head of each rollout, outside the database: a database that was set back to an older state falls short of it. */
export type HeadFile = {
  newest(rollout: string): SignedHead | null;
  all(): readonly SignedHead[];
  /** Keeps this head in a moment; several at once are written once. */
  keep(head: SignedHead): void;
  /** Keeps what there is of this rollout, whatever comes: its log was changed. */
  freeze(rollout: string): void;
  /** Its log was put right: what comes is kept again. */
  thaw(rollout: string): void;
  /** Forgets what was kept: what is there now counts from now on. */
  replace(heads: readonly SignedHead[]): Promise<void>;
  /** Resolves when all is written. */
  close(): Promise<void>;
};

const FILE = "log-heads";
const SOON_MS = 1_000;

/** `onFailure` hears once of each run of writes that fail: the log goes on without its outer mark. */
export async function openHeadFile(dataDir: string, onFailure: (error: unknown) => void): Promise<HeadFile> {
  const file = join(dataDir, FILE);
  const heads = new Map<string, SignedHead>();
  const frozen = new Set<string>();
  const text = await readFile(file, "utf8").catch(() => "");
  for (const line of text.split("\n")) {
    const head = headIn(line);
    if (head) heads.set(head.rollout, head);
  }
  const state = { timer: null as NodeJS.Timeout | null, writing: Promise.resolve(), failing: false };
  const write = async (): Promise<void> => {
    const next = `${file}.new`;
    try {
      await writeFile(next, [...heads.values()].map((head) => `${headText(head)}\n`).join(""), { mode: 0o600 });
      await rename(next, file);
      state.failing = false;
    } catch (error) {
      if (!state.failing) onFailure(error);
      state.failing = true;
    }
  };
  const flush = (): Promise<void> => {
    if (state.timer) clearTimeout(state.timer);
    state.timer = null;
    return (state.writing = state.writing.then(write));
  };
  return {
    newest: (rollout) => heads.get(rollout) ?? null,
    all: () => [...heads.values()],
    keep: (head) => {
      if (frozen.has(head.rollout) || head.seq < (heads.get(head.rollout)?.seq ?? 0)) return;
      heads.set(head.rollout, head);
      state.timer ??= setTimeout(() => void flush(), SOON_MS);
    },
    freeze: (rollout) => void frozen.add(rollout),
    thaw: (rollout) => void frozen.delete(rollout),
    replace: async (found) => {
      frozen.clear();
      heads.clear();
      for (const head of found) heads.set(head.rollout, head);
      await flush();
    },
    close: () => (state.timer ? flush() : state.writing),
  };
}
