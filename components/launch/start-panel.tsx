"use client";

import { CircleCheck, Lock, Rocket } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { whyNot } from "#core/room/commands/launch-commands";
import { useAsk } from "#browser/ask-context";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { PollMark } from "#components/live/poll-mark";
import { StandingHero } from "#components/live/standing-hero";
import { T0Countdown } from "#components/live/t0-countdown";
import { MAIN_BUTTON } from "../ui/field-looks.ts";
import { pollStanding } from "#core/room/poll";
import { OverrideStart } from "./override-start.tsx";
import { StartForm } from "./start-form.tsx";

/** May the rollout start, and if not, why not; the button that starts it, and apart from it the one that starts it all the same. */
export function StartPanel({ held }: { readonly held: RoomNow }): ReactNode {
  const ask = useAsk();
  const { plan, room, now, t0, me } = held;
  const obstacle = whyNot(room, { plan, now });
  const poll = room.polls.at(-1);
  const askStart = (): void =>
    ask({
      title: "Start the rollout",
      held,
      form: (close, newest) => <StartForm now={newest.now} t0={newest.t0} onDone={close} />,
    });
  return (
    <StandingHero
      id="start"
      title="Start of the rollout"
      tone={obstacle === null ? "clear" : "held"}
      icon={obstacle === null ? CircleCheck : Lock}
      sentence={obstacle ?? "Nothing stands in the way: it may start."}
      more={
        <p className="mt-1 flex flex-wrap items-baseline gap-x-3">
          {poll && <PollMark state={pollStanding(poll, now).state} />}
          <Link href="/preflight" className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-0">
            To the pre-flight list and the poll
          </Link>
        </p>
      }
      clock={<T0Countdown now={now} t0={t0} />}
    >
      {isLeading(me) ? (
        <button
          type="button"
          disabled={obstacle !== null}
          aria-describedby="start-sentence"
          onClick={askStart}
          className={`${MAIN_BUTTON} min-h-16 self-start px-8 text-xl max-sm:w-full`}
        >
          <Rocket aria-hidden="true" className="icon" />
          Start the rollout…
        </button>
      ) : (
        <p className="text-soft">A lead or an administrator starts the rollout.</p>
      )}
      {me?.role === "admin" && obstacle !== null && <OverrideStart obstacle={obstacle} held={held} />}
    </StandingHero>
  );
}
