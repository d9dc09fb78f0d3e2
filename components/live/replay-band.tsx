"use client";

import { History } from "lucide-react";
import type { ReactNode } from "react";
import { eventSentence } from "#core/room/event-sentence";
import { machineText, momentIn, offsetWords } from "#browser/format-time";
import { useZone } from "#browser/live-context";
import { momentFrom } from "#browser/replay-address";
import type { ReplayState } from "#browser/replay-context";
import { usePlan } from "#browser/use-room-log";
import { marksAround, useReplayMarks } from "#browser/use-replay-marks";
import { useReplayPlayer } from "#browser/use-replay-player";
import { LeaveReplay } from "./leave-replay.tsx";
import { ReplayControls } from "./replay-controls.tsx";
import { ReplaySlider } from "./replay-slider.tsx";
import { Stamp } from "./stamp.tsx";

const LEAVE =
  "inline-flex min-h-11 items-center rounded-md border border-strong bg-panel px-4 font-medium whitespace-nowrap hover:bg-raised";

type Props = { readonly replay: ReplayState; readonly isWall: boolean };

/** Says on every page and wall that this is the past, of which moment, and turns its pages. */
export function ReplayBand({ replay, isWall }: Props): ReactNode {
  const player = useReplayPlayer(replay);
  const marks = useReplayMarks(replay.moment.rollout);
  const { shown } = replay;
  const t0 = shown?.rollout.t0 ?? null;
  const at = player.at ?? momentFrom(replay.moment.at);
  return (
    <aside aria-label="Replay" data-wall={isWall} className="replay-band max-sm:static print:static">
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
        <strong className="inline-flex items-center gap-2 rounded bg-accent px-2.5 py-1 font-extrabold tracking-[0.15em] text-ground">
          <History aria-hidden="true" className="icon" />
          REPLAY
        </strong>
        {isWall && shown?.rollout.kind === "rehearsal" && (
          <strong className="rounded bg-rehearsal px-2.5 py-1 font-extrabold tracking-[0.15em] text-on-rehearsal">
            REHEARSAL
          </strong>
        )}
        {!isWall && <LeaveReplay className={`${LEAVE} ml-auto sm:order-last`} />}
        {at !== null && <MomentWords at={at} t0={t0} />}
        {!isWall && <LastEvent replay={replay} />}
      </div>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
        <ReplayControls player={player} shown={shown} marks={marksAround(marks, at ?? 0)} />
        {shown !== null && at !== null && <ReplaySlider at={at} shown={shown} player={player} marks={marks} />}
        {isWall && <LeaveReplay className={LEAVE} />}
      </div>
    </aside>
  );
}

/** "as it was Sun 2 Nov 18:05:00 UTC, T+02:05:00", the width of which does not change as it plays. */
function MomentWords({ at, t0 }: { readonly at: number; readonly t0: number | null }): ReactNode {
  const moment = momentIn(at, useZone());
  return (
    <p className="whitespace-nowrap">
      <span className="text-soft max-sm:sr-only">as it was </span>
      <time dateTime={machineText(at)} className="font-semibold">
        {moment.date} {moment.time}
        {moment.seconds} {moment.zone}
      </time>
      {t0 !== null && <span className="text-soft">, {offsetWords(at, t0)}</span>}
    </p>
  );
}

/** What had just happened, why nothing can be pressed, and where single samples are kept no more. */
function LastEvent({ replay: { shown } }: { readonly replay: ReplayState }): ReactNode {
  const plan = usePlan();
  if (!shown) return <p className="text-sm text-soft">Reading the past…</p>;
  return (
    <p className="min-w-0 flex-1 basis-64 text-sm text-soft max-sm:basis-full">
      <span className="line-clamp-1">
        {shown.event && plan && (
          <>
            <Stamp at={shown.event.at} seconds /> {eventSentence(shown.event, plan, shown.room.actions)}{" "}
          </>
        )}
      </span>
      <span className="max-sm:sr-only">
        Read-only: nothing can be changed in the past.
        {shown.grain === "minute" && " Shown by the minute: single samples of that time are no longer kept."}
      </span>
    </p>
  );
}
