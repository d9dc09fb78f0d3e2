"use client";

import type { ReactNode } from "react";
import { pollStanding, type Poll } from "#core/room/poll";
import { durationFigures } from "#browser/format-time";
import { pollRows, pollSentence, shownPollState, type PollRow } from "#browser/poll-rows";
import { useRoomNow, type RoomNow } from "#browser/use-room-now";
import { PollMark, pollEdge } from "#components/live/poll-mark";
import { ShortName } from "#components/live/short-name";
import { Stamp } from "#components/live/stamp";
import { VoteMark } from "#components/live/vote-mark";

/** The GO/NO-GO for five metres: where it stands, and every lead's vote. */
export function WallPoll(): ReactNode {
  const held = useRoomNow();
  const poll = held?.room.polls.at(-1);
  if (!held || !poll)
    return (
      <p role="status" className="panel grid h-full place-items-center text-3xl text-soft">
        {held ? "The leads have not been polled." : "Reading what has been decided so far…"}
      </p>
    );
  return <PollOnWall poll={poll} held={held} />;
}

function PollOnWall({ poll, held }: { readonly poll: Poll; readonly held: RoomNow }): ReactNode {
  const { plan, room } = held;
  const now = room.launch.start?.at ?? held.now;
  const { lapsesAt } = pollStanding(poll, now);
  const state = shownPollState(poll, room, now);
  const total = poll.ready.length + poll.unready.length;
  return (
    <section
      aria-label="GO / NO-GO"
      className={`panel edge-top flex h-full min-h-0 flex-col gap-4 overflow-hidden px-6 py-4 ${pollEdge(state)}`}
    >
      <div className="flex flex-wrap items-center gap-x-8 gap-y-2">
        <PollMark state={state} className="text-7xl leading-none compact:text-5xl portrait:text-5xl" />
        <p role="status" className="line-clamp-3 min-w-0 flex-1 basis-1/2 text-2xl leading-snug font-medium">
          {pollSentence(poll, { plan, room, now })}
        </p>
      </div>
      <ul aria-label="Votes" className="flex min-h-0 flex-1 flex-col">
        {pollRows(poll, { plan, room, now }).map((row) => (
          <WallVote key={row.role} row={row} />
        ))}
      </ul>
      <p className="flex flex-wrap justify-between gap-x-8 text-lg text-soft">
        <span>
          {poll.ready.length} of {total} items were ready when it opened at <Stamp at={poll.openedAt} />
        </span>
        {lapsesAt !== null && !room.launch.start && (state === "open" || state === "go") && (
          <span role="timer" aria-live="off">
            the first vote lapses in {durationFigures(lapsesAt - now)}
          </span>
        )}
      </p>
    </section>
  );
}

function WallVote({ row }: { readonly row: PollRow }): ReactNode {
  return (
    <li className="grid min-h-0 flex-1 grid-cols-[minmax(0,5fr)_minmax(0,3fr)_minmax(0,4fr)] items-center gap-x-6 overflow-hidden border-t border-line portrait:grid-cols-[minmax(0,1fr)_auto] portrait:py-2">
      <span className="min-w-0">
        <ShortName className="text-3xl leading-tight font-semibold portrait:text-2xl">{row.label}</ShortName>
        <ShortName className="text-lg text-soft">
          {(row.voter?.name ?? "nobody holds this role") +
            (row.onBehalfOf !== null ? ` for ${row.onBehalfOf.name}` : "")}
        </ShortName>
      </span>
      <VoteMark state={row.state} className="text-4xl leading-none portrait:text-2xl" />
      <span className="line-clamp-2 min-w-0 text-lg leading-snug portrait:col-span-2">
        {row.reason !== "" ? row.reason : row.at !== null ? <Stamp at={row.at} seconds /> : ""}
      </span>
    </li>
  );
}
