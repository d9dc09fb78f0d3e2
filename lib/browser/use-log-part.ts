import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { accept, type Outcome, type Refusal } from "#core/outcome";
import type { LoggedEvent } from "#core/room/room-event";
import { logPageSchema } from "#wire/room-log";
import { ask } from "./api.ts";
import { logPath } from "./log-path.ts";
import { refusalOf, valueOf } from "./query-client.ts";
import { useReplay } from "./replay-context.ts";

type Held = { readonly seq: number; readonly events: readonly LoggedEvent[] };

const PAGE = 500;
/** Of a log that never ends, one look reads so many pages at most. */
const MOST_PAGES = 40;

export type LogPart = {
  /** Names it: the same key, the same part. */
  readonly key: string;
  readonly isOfInterest: (logged: LoggedEvent) => boolean;
};

/** The events of one kind, oldest first, up to the second; null until they are known. Only what is new is read. */
export function useLogPart(
  { key, isOfInterest }: LogPart,
  seq: number,
): { readonly events: readonly LoggedEvent[] | null; readonly refusal: Refusal | null } {
  const queries = useQueryClient();
  const rollout = useReplay()?.moment.rollout ?? null;
  const { data, error } = useQuery({
    queryKey: [key],
    queryFn: ({ signal }) =>
      valueOf(readOn(queries.getQueryData<Held>([key]) ?? { seq: 0, events: [] }, { isOfInterest, rollout, signal })),
    staleTime: Infinity,
  });
  const known = data?.seq;
  useEffect(() => {
    if (known !== undefined && known < seq) void queries.invalidateQueries({ queryKey: [key] });
  }, [known, seq, queries, key]);
  // a replay has not come to all that is read
  return { events: data?.events.filter((event) => event.seq <= seq) ?? null, refusal: data ? null : refusalOf(error) };
}

type Reading = {
  readonly isOfInterest: LogPart["isOfInterest"];
  readonly rollout: string | null;
  readonly signal: AbortSignal;
};

/** What is known, with the pages after it. */
async function readOn(held: Held, { isOfInterest, rollout, signal }: Reading): Promise<Outcome<Held>> {
  let { seq } = held;
  const events = [...held.events];
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await ask(logPath({ after: seq, limit: PAGE, rollout }), { schema: logPageSchema, signal });
    if (!answer.ok) return answer;
    events.push(...answer.value.events.filter(isOfInterest));
    seq = answer.value.events.at(-1)?.seq ?? seq;
    if (answer.value.next === null) break;
  }
  return accept({ seq, events });
}
