"use client";

import { CircleCheck, Lock, Rocket } from "lucide-react";
import Link from "next/link";
import { useState, type ReactNode } from "react";
import { whyNot } from "#core/room/commands/launch-commands";
import { durationFigures } from "#browser/format-time";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { PollMark } from "#components/live/poll-mark";
import { Stamp } from "#components/live/stamp";
import { Dialog } from "#components/ui/dialog";
import { MAIN_BUTTON } from "../ui/field-looks.ts";
import { pollStanding } from "#core/room/poll";
import { OverrideStart } from "./override-start.tsx";
import { StartForm } from "./start-form.tsx";

/** May the rollout start, and if not, why not; the button that starts it, and apart from it the one that starts it all the same. */
export function StartPanel({ held }: { readonly held: RoomNow }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const { plan, room, now, t0, me } = held;
  const obstacle = whyNot(room, { plan, now });
  const poll = room.polls.at(-1);
  const Icon = obstacle === null ? CircleCheck : Lock;
  return (
    <section
      aria-labelledby="start"
      className={`panel edge-top flex flex-col gap-4 p-5 sm:p-6 ${obstacle === null ? "border-t-pass" : "border-t-warn"}`}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-10 gap-y-4">
        <div className="min-w-0 flex-1 basis-80">
          <h2 id="start" className="text-sm font-semibold text-soft">
            Start of the rollout
          </h2>
          <p role="status" id="start-obstacle" className="flex items-start gap-2 text-2xl font-semibold text-pretty">
            <Icon
              aria-hidden="true"
              className={`icon mt-1 self-start ${obstacle === null ? "text-pass" : "text-warn"}`}
              strokeWidth={2.25}
            />
            {obstacle ?? "Nothing stands in the way: it may start."}
          </p>
          <p className="mt-1 flex flex-wrap items-baseline gap-x-3">
            {poll && <PollMark state={pollStanding(poll, now).state} />}
            <Link
              href="/preflight"
              className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-0"
            >
              To the pre-flight list and the poll
            </Link>
          </p>
        </div>
        <T0Countdown now={now} t0={t0} />
      </div>
      {isLeading(me) ? (
        <button
          type="button"
          disabled={obstacle !== null}
          aria-describedby="start-obstacle"
          onClick={() => setAsking(true)}
          className={`${MAIN_BUTTON} min-h-16 self-start px-8 text-xl max-sm:w-full`}
        >
          <Rocket aria-hidden="true" className="icon" />
          Start the rollout…
        </button>
      ) : (
        <p className="text-soft">A lead or an administrator starts the rollout.</p>
      )}
      {me?.role === "admin" && obstacle !== null && <OverrideStart obstacle={obstacle} held={held} />}
      <Dialog title="Start the rollout" open={isAsking} onClose={() => setAsking(false)}>
        {isAsking && <StartForm now={now} t0={t0} onDone={() => setAsking(false)} />}
      </Dialog>
    </section>
  );
}

function T0Countdown({ now, t0 }: { readonly now: number; readonly t0: number }): ReactNode {
  const isLate = now >= t0;
  return (
    <div>
      <p className="text-sm text-soft">
        T0: <Stamp at={t0} date />
      </p>
      <p role="timer" aria-live="off" className="text-4xl leading-none font-bold tracking-tight sm:text-5xl">
        <span className="mr-2 text-xl font-medium tracking-normal text-soft">{isLate ? "overdue by" : "T-"}</span>
        {durationFigures(Math.abs(t0 - now))}
      </p>
    </div>
  );
}
