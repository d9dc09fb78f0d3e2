import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Refusal } from "#core/outcome";
import type { LoggedEvent } from "#core/room/room-event";
import { logPageSchema } from "#wire/room-log";
import { ask } from "./api.ts";
import { logPath } from "./log-path.ts";
import { refusalOf, valueOf } from "./query-client.ts";
import { useReplay } from "./replay-context.ts";

const KEY = "log";
/** Events in one block: block 0 holds 1 to 200, and a block that is full never changes. */
export const LOG_BLOCK = 200;

/** So many of the newest blocks reach back to an event, in a log that ends at `seq`. */
export function blocksTo(seq: number, event: number): number {
  return Math.max(1, Math.ceil(seq / LOG_BLOCK) - Math.ceil(event / LOG_BLOCK) + 1);
}

export type LogPage = {
  /** Newest first, without gaps. */
  readonly events: readonly LoggedEvent[];
  /** Blocks that are still on their way. */
  readonly isLoading: boolean;
  readonly isWhole: boolean;
  readonly refusal: Refusal | null;
};

/** The newest `blocks` blocks of a log that ends at `seq`; a new event makes the last block be read again. */
export function useLogPage(seq: number, blocks: number): LogPage {
  const client = useQueryClient();
  const rollout = useReplay()?.moment.rollout ?? null;
  const top = Math.max(0, Math.ceil(seq / LOG_BLOCK) - 1);
  const wanted = Array.from({ length: Math.min(blocks, top + 1) }, (_, index) => top - index);
  useEffect(() => {
    void client.invalidateQueries({ queryKey: [KEY], predicate: ({ state }) => !isFull(state.data) });
  }, [client, seq]);
  const answers = useQueries({
    queries: wanted.map((block) => ({
      queryKey: [KEY, block, rollout],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        fetchBlock(logPath({ after: block * LOG_BLOCK, limit: LOG_BLOCK, rollout }), signal),
      staleTime: Infinity,
    })),
  });
  const whole = answers.findIndex(({ data }) => data === undefined);
  const read = whole === -1 ? answers : answers.slice(0, whole);
  return {
    // a replay has not come to all that a block holds
    events: read.flatMap(({ data }) => (data ?? []).toReversed()).filter((event) => event.seq <= seq),
    isLoading: answers.some(({ isPending, error }) => isPending && error === null),
    isWhole: whole === -1 && wanted.length === top + 1,
    refusal: refusalOf(answers.find(({ error }) => error !== null)?.error ?? null),
  };
}

async function fetchBlock(path: string, signal: AbortSignal): Promise<readonly LoggedEvent[]> {
  return (await valueOf(ask(path, { schema: logPageSchema, signal }))).events;
}

function isFull(data: unknown): boolean {
  return Array.isArray(data) && data.length >= LOG_BLOCK;
}
