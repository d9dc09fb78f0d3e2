import { setTimeout as sleep } from "node:timers/promises";
import { accept, refuse, type Outcome } from "#core/outcome";
import { mayConnectLater } from "./database-away.ts";

export type Waiting = {
  /** The database, as a sentence begins: "The database at db.example:5432/room". */
  readonly where: string;
  readonly say: (line: string) => void;
  /** The same without addresses, for whoever asks from outside. */
  readonly onWaiting?: ((sentence: string) => void) | undefined;
  /** Ends the waiting with a refusal. */
  readonly stop?: AbortSignal | undefined;
};

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
const SAY_EVERY_MS = 30_000;

/**
 * Does `work` until the database is there for it, without a limit in time, and says what is waited for and since when. Work
 * that rejects because the database is away, or refuses as `unavailable`, is done again.
 */
export async function waitForDatabase<T>(
  work: () => Promise<Outcome<T>>,
  { where, say, onWaiting, stop }: Waiting,
): Promise<Outcome<T>> {
  const begun = performance.now();
  const said: { reason: string | null; at: number } = { reason: null, at: begun };
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    const { outcome, reason } = await tryOnce(work);
    if (outcome !== null) {
      if (said.reason !== null && outcome.ok) say(`${where} answers.`);
      return outcome;
    }
    const now = performance.now();
    onWaiting?.(`The database does not answer: it is waited for, ${Math.round((now - begun) / 1_000)} s so far.`);
    if (reason !== said.reason || now - said.at >= SAY_EVERY_MS) {
      const since = said.reason === null ? "" : `, for ${Math.round((now - begun) / 1_000)} s so far`;
      say(`${where} does not answer (${reason}): waiting for it${since}.`);
      Object.assign(said, { reason, at: now });
    }
    await sleep(pauseMs, undefined, { ...(stop && { signal: stop }) }).catch(() => undefined);
    if (stop?.aborted) return refuse("unavailable", `${where} did not answer before this was stopped.`);
  }
}

/** Does `work` until the database is there for it; rejects with anything else that it rejects with, and when told to stop. */
export async function patiently<T>(work: () => Promise<T>, waiting: Waiting): Promise<T> {
  const outcome = await waitForDatabase(async () => accept(await work()), waiting);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
}

type Try<T> =
  { readonly outcome: Outcome<T>; readonly reason: null } | { readonly outcome: null; readonly reason: string };

async function tryOnce<T>(work: () => Promise<Outcome<T>>): Promise<Try<T>> {
  try {
    const outcome = await work();
    if (outcome.ok || outcome.refusal.code !== "unavailable") return { outcome, reason: null };
    return { outcome: null, reason: outcome.refusal.message.replace(/\.$/, "") };
  } catch (error) {
    if (!mayConnectLater(error)) throw error;
    return { outcome: null, reason: connectReason(error) };
  }
}

/** What the driver said; some of its errors have a code and no words. */
export function connectReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ("code" in error ? String(error.code) : error.name);
}
