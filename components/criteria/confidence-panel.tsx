"use client";

import type { ReactNode } from "react";
import { votingRoles } from "#core/room/commands/poll-commands";
import { roleLabel } from "#core/room/deciding";
import { votesOf } from "#core/room/roster";
import { formatWritten } from "#core/measure/format";
import { useAsk } from "#browser/ask-context";
import type { RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";
import { Panel } from "#components/ui/panel";
import { BUTTON } from "../ui/field-looks.ts";
import { ConfidenceForm } from "./confidence-form.tsx";

/** How sure each of the leads is, and one's own answer, until the criteria are frozen. */
export function ConfidencePanel({ held }: { readonly held: RoomNow }): ReactNode {
  const ask = useAsk();
  const { plan, room, me, now } = held;
  const roles = votingRoles(plan);
  const isOpen = room.launch.start !== null && room.closing.closeOut.frozen === null;
  const mine = me?.role === "lead" && isOpen ? votesOf(room.roster, me.id) : [];
  const askOf = (role: string): void =>
    ask({
      title: "How sure are you?",
      form: (close) => <ConfidenceForm role={role} held={held} onDone={close} />,
    });
  if (roles.length === 0) return null;
  return (
    <Panel id="confidence" title="Team confidence">
      <p className="mb-2 text-sm text-soft">{wordsFor(held)}</p>
      <ul className="flex flex-col">
        {roles.map((role) => {
          const answer = room.closing.confidence[role];
          return (
            <li
              key={role}
              aria-label={roleLabel(plan, role)}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line py-3"
            >
              <div className="min-w-0 flex-1 basis-48">
                <p className="flex flex-wrap items-baseline gap-x-3">
                  <span className="font-semibold">{roleLabel(plan, role)}</span>
                  <span className={answer ? "text-lg font-bold" : "text-soft"}>
                    {answer ? formatWritten(answer.percent, "%") : "no answer yet"}
                  </span>
                </p>
                <p className="text-sm wrap-anywhere text-soft">
                  {answer ? (
                    <>
                      {answer.person.name}, <Stamp at={answer.at} date={now - answer.at > 20 * 3_600_000} />
                      {answer.note !== "" && `: ${answer.note}`}
                    </>
                  ) : (
                    (room.roster.holders[role]?.name ?? "Nobody holds this role")
                  )}
                </p>
              </div>
              {mine.includes(role) && (
                <button type="button" onClick={() => askOf(role)} className={BUTTON}>
                  {answer ? "Change…" : "Answer…"}
                  <span className="sr-only"> as {roleLabel(plan, role)}</span>
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function wordsFor({ room }: RoomNow): string {
  if (room.closing.closeOut.frozen) return "Frozen with the criteria: answers stay as they were.";
  if (!room.launch.start) return "Leads answer once the rollout has started.";
  return "The mean of all leads' answers is judged; while one is missing there is none.";
}
