"use client";

import type { ReactNode } from "react";
import { lineId } from "#core/room/commands/launch-commands";
import { useAsk } from "#browser/ask-context";
import { isStaff, type RoomNow } from "#browser/use-room-now";
import { Panel } from "#components/ui/panel";
import { PhoneFold } from "#components/ui/phone-fold";
import { BoardLine, type Line } from "./board-line.tsx";
import { ConfirmLineForm } from "./confirm-line-form.tsx";

function foldWords(all: number, waiting: number): string {
  const lines = `${all} ${all === 1 ? "line" : "lines"}`;
  if (waiting === 0) return `${lines}, all done`;
  return waiting === all ? `${lines}, ${all === 1 ? "it waits" : "all wait"}` : `${lines}, ${waiting} waiting`;
}

/** The T0 sequence: each line proven by measurement, confirmed by a person, or still waiting. */
export function ExecutionBoard({ held }: { readonly held: RoomNow }): ReactNode {
  const ask = useAsk();
  const { plan, room, me } = held;
  const { lines, start } = room.launch;
  const ids = plan.t0Sequence.flatMap((step) => step.items.map((item) => lineId(step.id, item.id)));
  const done = ids.filter((id) => lines[id]).length;
  const mayConfirm = start !== null && isStaff(me);
  const askLine = (id: string, line: Line): void =>
    ask({ title: "Confirm a line", form: (close) => <ConfirmLineForm id={id} line={line} onDone={close} /> });
  return (
    <Panel
      id="board"
      title="Execution board"
      aside={
        <span role="status" className="text-sm text-soft">
          {done} of {ids.length} lines done
        </span>
      }
    >
      {!start && <p className="mb-3 text-soft">It begins with the start. Until then every line waits.</p>}
      {ids.length === 0 && <p className="text-soft">The plan has no T0 sequence.</p>}
      <ol className="flex flex-col gap-5">
        {plan.t0Sequence.map((step) => {
          const waiting = step.items.filter((line) => !lines[lineId(step.id, line.id)]).length;
          return (
            <li key={step.id}>
              <h3 className="mb-1 font-semibold">{step.label}</h3>
              <PhoneFold what={foldWords(step.items.length, waiting)} isNeeded={start !== null && waiting > 0}>
                <ul className="flex flex-col divide-y divide-line border-y border-line">
                  {step.items.map((line) => {
                    const id = lineId(step.id, line.id);
                    return (
                      <BoardLine
                        key={id}
                        line={line}
                        done={lines[id] ?? null}
                        held={held}
                        onConfirm={mayConfirm ? () => askLine(id, line) : null}
                      />
                    );
                  })}
                </ul>
              </PhoneFold>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
