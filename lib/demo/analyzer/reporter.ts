import { Pool } from "undici";
import { z } from "zod";
import type { PushedSample } from "#wire/push";
import { pushReceiptSchema } from "#wire/push";
import type { DemoStatus } from "../record-reply.ts";

const EVERY_MS = 100;
const TIMEOUT_MS = 3_000;
const PAUSE_AFTER_FAILURE_MS = 1_000;
const MOST_PER_POST = 400;
/** A batch is refused this often before it is given up: after a change of rate the receiver's clock may be a moment behind. */
const MOST_REFUSALS = 3;
/** Samples that wait at most; the oldest make room. */
const MOST_WAITING = 50_000;
const refusalSchema = z.object({ title: z.string().optional(), detail: z.string().optional() });

export type Reporter = {
  add(samples: readonly PushedSample[]): void;
  status(): DemoStatus["reporter"];
  close(): Promise<void>;
};

type Answer = { readonly accepted: number; readonly duplicates: number; readonly refused: string | null };

/** Pushes samples to Holdpoint's door until it acknowledges them: in order, again after a failure, never half. */
export function startReporter(to: { readonly url: string; readonly key: string }): Reporter {
  const pool = new Pool(to.url, { connections: 1 });
  const waiting: PushedSample[] = [];
  const status = { accepted: 0, duplicates: 0, dropped: 0, lastProblem: null as string | null };
  const state = { busy: false, pauseTo: 0, refusals: 0 };

  const wait = (): void => {
    state.pauseTo = Date.now() + PAUSE_AFTER_FAILURE_MS;
  };
  const sendNext = async (): Promise<void> => {
    const batch = waiting.slice(0, MOST_PER_POST);
    const answer = await post(pool, to.key, batch);
    status.accepted += answer.accepted;
    status.duplicates += answer.duplicates;
    status.lastProblem = answer.refused;
    state.refusals = answer.refused === null ? 0 : state.refusals + 1;
    if (answer.refused !== null && state.refusals < MOST_REFUSALS) return wait();
    if (answer.refused !== null) status.dropped += batch.length;
    state.refusals = 0;
    // the oldest may have made room while the batch was on its way
    waiting.splice(0, waiting.indexOf(batch.at(-1) as PushedSample) + 1);
  };
  const send = async (): Promise<void> => {
    if (state.busy || waiting.length === 0 || Date.now() < state.pauseTo) return;
    state.busy = true;
    try {
      await sendNext();
    } catch (error) {
      status.lastProblem = error instanceof Error ? error.message : String(error);
      wait();
    } finally {
      state.busy = false;
    }
  };
  const timer = setInterval(() => void send(), EVERY_MS);

  return {
    add(samples) {
      waiting.push(...samples);
      const over = waiting.length - MOST_WAITING;
      if (over > 0) status.dropped += waiting.splice(0, over).length;
    },
    status: () => ({ ...status, waiting: waiting.length }),
    close: async () => {
      clearInterval(timer);
      await pool.destroy();
    },
  };
}

/** Rejects when sending the same again may help. */
async function post(pool: Pool, key: string, samples: readonly PushedSample[]): Promise<Answer> {
  const reply = await pool.request({
    method: "POST",
    path: "/api/v1/samples",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ samples }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const body: unknown = await reply.body.json();
  if (reply.statusCode < 300) return { ...pushReceiptSchema.parse(body), refused: null };
  const refusal = refusalSchema.safeParse(body).data;
  const sentence = `${reply.statusCode}: ${refusal?.detail ?? refusal?.title ?? "no reason given"}`;
  if (!isFinal(reply.statusCode)) throw new Error(sentence);
  return { accepted: 0, duplicates: 0, refused: sentence };
}

/** Sending the same again cannot help; a missing or late receiver, or one that asks to slow down, is tried again. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 401 && status !== 404 && status !== 408 && status !== 429;
}
