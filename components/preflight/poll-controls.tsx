"use client";

import type { ReactNode } from "react";
import { itemsBeforePoll, votingRoles } from "#core/room/commands/poll-commands";
import { nobodyHolds } from "#core/room/commands/roster-commands";
import type { Poll, PollState } from "#core/room/poll";
import { isReady } from "#core/room/readiness";
import { rolesOf, voterFor, votesOf } from "#core/room/roster";
import { useAsk, type Question } from "#browser/ask-context";
import { useCommand } from "#browser/use-command";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { CommandForm } from "#components/live/command-form";
import { reasonQuestion } from "#components/live/reason-form";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";

type Props = { readonly held: RoomNow; readonly poll: Poll | null; readonly state: PollState | null };

/** Opens the poll, or withdraws it; says why not where it cannot be opened. */
export function PollControls({ held, poll, state }: Props): ReactNode {
  const ask = useAsk();
  const { room, me } = held;
  if (room.launch.start || !isLeading(me) || !me) return null;
  const isRunning = state === "open" || state === "go" || state === "lapsed";
  const mayOpen = !isRunning && (me.role === "admin" || votesOf(room.roster, me.id).length > 0);
  const mayWithdraw = isRunning && (me.role === "admin" || rolesOf(room.roster, me.id).length > 0);
  const obstacle = obstacleTo(held);
  const askOpen = (): void =>
    ask({
      title: "Open the poll",
      held,
      form: (close, now) => <OpenPollForm held={now} onDone={close} />,
    });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {mayOpen && (
        <button
          type="button"
          disabled={obstacle !== null}
          aria-describedby={obstacle === null ? undefined : "poll-obstacle"}
          onClick={askOpen}
          className={`${MAIN_BUTTON} max-sm:w-full`}
        >
          {poll ? "Open a new poll…" : "Open the poll…"}
        </button>
      )}
      {mayOpen && obstacle !== null && (
        <p id="poll-obstacle" className="min-w-0 font-medium text-warn">
          {obstacle}
        </p>
      )}
      {mayWithdraw && poll && (
        <button type="button" onClick={() => ask(withdrawal(poll))} className={`${BUTTON} max-sm:w-full`}>
          Withdraw the poll…
        </button>
      )}
    </div>
  );
}

function withdrawal(poll: Poll): Question {
  return reasonQuestion("Withdraw the poll", {
    verb: "withdraw-poll",
    input: (reason) => ({ poll: poll.id, reason }),
    submit: "Withdraw the poll",
    label: "Why it is withdrawn",
    tone: "danger",
    children: <p className="text-soft">Every vote that was given counts no more. They stay in the log.</p>,
  });
}

function obstacleTo({ plan, room }: RoomNow): string | null {
  const roles = votingRoles(plan);
  if (roles.length === 0) return "The plan gives nobody a vote.";
  const empty = roles.filter((role) => !voterFor(room.roster, role));
  return empty.length > 0 ? nobodyHolds(plan, empty) : null;
}

function OpenPollForm({ held, onDone }: { readonly held: RoomNow; readonly onDone: () => void }): ReactNode {
  const command = useCommand("open-poll");
  const items = itemsBeforePoll(held.room, held);
  const unready = items.filter((item) => !isReady(item));
  const open = async (): Promise<void> => {
    const answer = await command.run({});
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Open the poll" onSubmit={() => void open()} onBack={onDone}>
      <p>
        The roster and the list are frozen as they stand: {items.length - unready.length} of {items.length} items are
        ready.
      </p>
      {unready.length > 0 && (
        <p className="font-medium text-warn">Not ready: {unready.map(({ label }) => label).join("; ")}.</p>
      )}
      <p className="text-soft">
        Every lead sees the list and votes. An item that is ready now and no longer is makes the poll void.
      </p>
    </CommandForm>
  );
}
