import { Rocket } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { Start } from "#core/room/launch";
import { offsetWords } from "#browser/format-time";
import type { RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";
import { StandingHero } from "#components/live/standing-hero";

type Props = { readonly start: Start; readonly held: RoomNow };

/** That it has started: when, by whom, on which GO. */
export function StartedPanel({ start, held }: Props): ReactNode {
  const { now, t0, room } = held;
  const poll = room.polls.find(({ id }) => id === start.poll);
  const on = start.override === null ? `on the GO of ${poll?.roles.length ?? "all"} leads` : "without a GO";
  return (
    <StandingHero
      id="started"
      title="Start of the rollout"
      tone="under_way"
      icon={Rocket}
      sentence={`Started by ${actorName(start.by)}, ${on}`}
      more={
        <p className="text-soft">
          T0 was <Stamp at={t0} date seconds />.{" "}
          <Link
            href="/checkpoints"
            className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-0"
          >
            To the checkpoints
          </Link>
        </p>
      }
      clock={
        <p role="timer" aria-live="off" className="text-4xl leading-none font-bold tracking-tight sm:text-5xl">
          {offsetWords(now, t0)}
        </p>
      }
    />
  );
}
