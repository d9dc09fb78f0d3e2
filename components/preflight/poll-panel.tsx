"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import { pollStanding, type Poll } from "#core/room/poll";
import { pollRows, pollSentence, shownPollState } from "#browser/poll-rows";
import { durationFigures } from "#browser/format-time";
import type { RoomNow } from "#browser/use-room-now";
import { PollMark, pollEdge } from "#components/live/poll-mark";
import { Stamp } from "#components/live/stamp";
import { LINK } from "../ui/field-looks.ts";
import { PollControls } from "./poll-controls.tsx";
import { PollReadiness } from "./poll-readiness.tsx";
import { VoteBox } from "./vote-box.tsx";
import { VoteList } from "./vote-list.tsx";

/** The GO/NO-GO: how it stands, one's own vote, and everybody's. */
export function PollPanel({ held }: { readonly held: RoomNow }): ReactNode {
  const poll = held.room.polls.at(-1);
  return poll ? <NewestPoll poll={poll} held={held} /> : <NoPoll held={held} />;
}

function NoPoll({ held }: { readonly held: RoomNow }): ReactNode {
  return (
    <section aria-labelledby="poll" className="panel flex flex-col gap-3 p-4 sm:p-5">
      <h2 id="poll" className="text-sm font-semibold tracking-wide text-soft">
        GO / NO-GO
      </h2>
      <p className="text-lg">The leads have not been polled.</p>
      <PollControls held={held} poll={null} state={null} />
    </section>
  );
}

function NewestPoll({ poll, held }: { readonly poll: Poll; readonly held: RoomNow }): ReactNode {
  const { plan, room, now } = held;
  const { state, lapsesAt } = pollStanding(poll, now);
  const shown = shownPollState(poll, room, now);
  const isVotable = !room.launch.start && (state === "open" || state === "go" || state === "lapsed");
  return (
    <section
      aria-labelledby="poll"
      className={`panel flex flex-col gap-4 p-4 sm:p-5 ${isVotable ? "edge-top" : ""} ${pollEdge(shown)}`}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id="poll" className="text-sm font-semibold tracking-wide text-soft">
          GO / NO-GO
        </h2>
        <p className="text-sm text-soft">
          Opened by {actorName(poll.openedBy)} at{" "}
          <Stamp at={poll.openedAt} date={now - poll.openedAt > 20 * 3_600_000} />
          {room.polls.length > 1 && `, poll ${room.polls.length}`}
        </p>
      </div>
      <div role="status" className="flex flex-col gap-1">
        <PollMark state={shown} className="text-4xl sm:text-5xl" />
        <p className="text-lg wrap-anywhere">{pollSentence(poll, { plan, room, now })}</p>
      </div>
      {state === "go" && lapsesAt !== null && !room.launch.start && (
        <p role="timer" aria-live="off">
          The first vote lapses at <Stamp at={lapsesAt} />, in {durationFigures(lapsesAt - now)}.
        </p>
      )}
      {isVotable && <VoteBox poll={poll} held={held} />}
      <VoteList rows={pollRows(poll, { plan, room, now })} now={now} isOver={!isVotable} />
      {state === "no_go" && !room.launch.start && plan.delays.length > 0 && (
        <p>
          <Link href="/launch#delays" className={LINK}>
            What the plan does now
          </Link>
        </p>
      )}
      <PollReadiness poll={poll} held={held} />
      <PollControls held={held} poll={poll} state={state} />
    </section>
  );
}
