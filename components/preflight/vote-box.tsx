"use client";

import { CircleCheck, OctagonX } from "lucide-react";
import type { ReactNode } from "react";
import { roleLabel } from "#core/room/deciding";
import type { Poll } from "#core/room/poll";
import { votesOf } from "#core/room/roster";
import { secondFactorFault } from "#core/security/second-factor-fault";
import { useAsk } from "#browser/ask-context";
import type { RoomNow } from "#browser/use-room-now";
import { useSession } from "#browser/use-session";
import { SecondFactorNotice } from "#components/live/second-factor-notice";
import { VoteForm } from "./vote-form.tsx";

type Vote = "go" | "no_go";
type Props = { readonly poll: Poll; readonly held: RoomNow };

const BIG =
  "inline-flex min-h-16 flex-1 items-center justify-center gap-2 rounded-md border-2 px-2 text-2xl font-bold whitespace-nowrap disabled:opacity-60";

/** The two buttons for each role that whoever looks votes for. A press asks once more; it never votes by itself. */
export function VoteBox({ poll, held }: Props): ReactNode {
  const ask = useAsk();
  const { plan, room, me, now } = held;
  const session = useSession();
  const mine = me?.role === "lead" ? votesOf(room.roster, me.id).filter((role) => poll.roles.includes(role)) : [];
  if (mine.length === 0) return null;
  const askOf = (role: string, vote: Vote): void =>
    ask({
      title: `${vote === "go" ? "GO" : "NO-GO"} as ${roleLabel(plan, role)}`,
      form: (close) => <VoteForm poll={poll} role={role} vote={vote} onDone={close} />,
    });
  const fault =
    session?.kind === "person"
      ? secondFactorFault("vote", session.votesNeedSecondFactor || plan.poll.secondFactor, session.secondFactor)
      : null;
  return (
    <div className="flex flex-col gap-4">
      <SecondFactorNotice fault={fault} />
      {mine.map((role) => (
        <div
          key={role}
          role="group"
          aria-label={`Your vote as ${roleLabel(plan, role)}`}
          className="rounded-md bg-raised p-3"
        >
          <p className="mb-2">
            Your vote as <strong>{roleLabel(plan, role)}</strong>
            {onBehalfOf(role, held)}
            {given(poll, role, now)}
          </p>
          <div className="flex gap-3">
            <button
              type="button"
              disabled={fault !== null}
              onClick={() => askOf(role, "go")}
              className={`${BIG} border-pass bg-pass-wash text-pass`}
            >
              <CircleCheck aria-hidden="true" className="icon" strokeWidth={2.5} />
              GO
            </button>
            <button
              type="button"
              onClick={() => askOf(role, "no_go")}
              className={`${BIG} border-fail bg-fail-wash text-fail`}
            >
              <OctagonX aria-hidden="true" className="icon" strokeWidth={2.5} />
              NO-GO
            </button>
          </div>
        </div>
      ))}
    </div>
  );
}

function onBehalfOf(role: string, { room, me }: RoomNow): string {
  const holder = room.roster.holders[role];
  return holder && holder.id !== me?.id ? `, for ${holder.name}` : "";
}

function given(poll: Poll, role: string, now: number): string {
  const vote = poll.votes[role];
  if (!vote) return ". You have not voted.";
  return vote.at + poll.lapseMs <= now
    ? ". Your vote is too old to count: vote again."
    : `. ${vote.person.name} said GO; voting GO again renews it.`;
}
