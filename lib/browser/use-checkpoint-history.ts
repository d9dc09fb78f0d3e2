import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { accept, type Outcome } from "#core/outcome";
import type { LoggedEvent } from "#core/room/room-event";
import { logPageSchema } from "#wire/room-log";
import { ask } from "./api.ts";
import { valueOf } from "./query-client.ts";

type History = { readonly seq: number; readonly events: readonly LoggedEvent[] };

const KEY = ["checkpoint-history"] as const;
const PAGE = 500;
/** Of a log that never ends, one look reads so many pages at most. */
const MOST_PAGES = 40;

/** What happened at one checkpoint: notes, entries, decisions and signatures, oldest first; null until it is known. */
export function useCheckpointHistory(checkpoint: string, seq: number): readonly LoggedEvent[] | null {
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => valueOf(readOn(queries.getQueryData<History>(KEY) ?? { seq: 0, events: [] }, signal)),
    staleTime: Infinity,
  });
  const known = data?.seq;
  useEffect(() => {
    if (known !== undefined && known < seq) void queries.invalidateQueries({ queryKey: KEY });
  }, [known, seq, queries]);
  return data?.events.filter(({ event }) => "checkpoint" in event && event.checkpoint === checkpoint) ?? null;
}

/** What is known, with the pages after it. */
async function readOn(held: History, signal: AbortSignal): Promise<Outcome<History>> {
  let { seq } = held;
  const events = [...held.events];
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await ask(`/api/v1/log?after=${seq}&limit=${PAGE}`, { schema: logPageSchema, signal });
    if (!answer.ok) return answer;
    events.push(...answer.value.events.filter(isOfInterest));
    seq = answer.value.events.at(-1)?.seq ?? seq;
    if (answer.value.next === null) break;
  }
  return accept({ seq, events });
}

/** An opening holds every measured field, and the room has it already. */
function isOfInterest({ event }: LoggedEvent): boolean {
  return "checkpoint" in event && event.checkpoint !== null && event.type !== "checkpoint_opened";
}
