"use client";

import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import { useAsk } from "#browser/ask-context";
import { isOverYears } from "#browser/format-time";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";
import { Panel } from "#components/ui/panel";
import { BUTTON } from "../ui/field-looks.ts";
import { RescheduleForm } from "./reschedule-form.tsx";

type Props = { readonly held: RoomNow; readonly plannedT0: number };

/** T0 as it stands, what it was before, and the way to move it. */
export function ZeroPanel({ held, plannedT0 }: Props): ReactNode {
  const ask = useAsk();
  const askMove = (): void =>
    ask({ title: "Move T0", held, form: (close, now) => <RescheduleForm held={now} onDone={close} /> });
  const { room, t0, me } = held;
  const { moves, start } = room.launch;
  const year = isOverYears([t0, plannedT0, ...moves.flatMap(({ from, to }) => [from, to])]);
  return (
    <Panel id="zero" title="T0">
      <p className="text-2xl font-semibold">
        <Stamp at={t0} date year={year} seconds={start !== null} />
      </p>
      {t0 !== plannedT0 && (
        <p className="text-soft">
          The plan has <Stamp at={plannedT0} date year={year} />.
        </p>
      )}
      {moves.length > 0 && (
        <ol aria-label="Moves of T0, newest first" className="mt-3 flex flex-col gap-2 border-l-2 border-line pl-3">
          {moves.toReversed().map((move) => (
            <li key={move.at} className="text-sm wrap-anywhere">
              <span className="line-through">
                <Stamp at={move.from} date year={year} />
              </span>{" "}
              <span className="sr-only">moved to</span>
              <span aria-hidden="true">→</span>{" "}
              <span className="font-medium">
                <Stamp at={move.to} date year={year} />
              </span>
              <span className="block">{move.reason}</span>
              <span className="block text-soft">
                {actorName(move.by)}, <Stamp at={move.at} date />
              </span>
            </li>
          ))}
        </ol>
      )}
      {!start && isLeading(me) && (
        <button type="button" onClick={askMove} className={`${BUTTON} mt-3 max-sm:w-full`}>
          Move T0…
        </button>
      )}
    </Panel>
  );
}
