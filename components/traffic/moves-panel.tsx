"use client";

import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import { eventSentence } from "#core/room/event-sentence";
import { isTrafficTurn } from "#core/room/event-group";
import type { LoggedEvent } from "#core/room/room-event";
import { useLogPart, type LogPart } from "#browser/use-log-part";
import type { RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";
import { FormAlert } from "#components/ui/form-alert";
import { Panel } from "#components/ui/panel";
import { Skeleton } from "#components/ui/skeleton";

const PART: LogPart = { key: "traffic-history", isOfInterest: ({ event }) => isTrafficTurn(event) };

/** Everything that the log says of the traffic, the newest first: what was decided, and what became of it. */
export function MovesPanel({ held }: { readonly held: RoomNow }): ReactNode {
  const { events, refusal } = useLogPart(PART, held.room.seq);
  return (
    <Panel id="moves" title="What happened, newest first">
      <FormAlert>{refusal === null ? null : `The log cannot be read now: ${refusal.message}`}</FormAlert>
      {events === null && refusal === null && <Skeleton className="h-48" />}
      {events?.length === 0 && <p className="text-soft">Nobody has moved the traffic yet.</p>}
      <ol className="flex flex-col gap-3">
        {events?.toReversed().map((logged) => (
          <li key={logged.seq} className="border-l-2 border-line pl-3">
            <p className="text-sm text-soft">
              <Stamp at={logged.at} t0={held.t0} seconds />, {actorName(logged.actor)}
            </p>
            <p className="wrap-anywhere">{sentenceOf(logged, held)}</p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** The log tells alerts apart by their ids; people know them by their labels. */
function sentenceOf(logged: LoggedEvent, { plan, room }: RoomNow): string {
  const { event } = logged;
  const sentence = eventSentence(logged, plan);
  const label = "alert" in event && event.alert !== null ? room.alerts[event.alert]?.label : undefined;
  return label === undefined || !("alert" in event) ? sentence : sentence.replaceAll(event.alert ?? "", label);
}
