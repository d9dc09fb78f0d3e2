import { Rocket } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { Start } from "#core/room/launch";
import { offsetWords } from "#browser/format-time";
import type { RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";

type Props = { readonly start: Start; readonly held: RoomNow };

/** That it has started: when, by whom, on which GO. */
export function StartedPanel({ start, held }: Props): ReactNode {
  const { now, t0, room } = held;
  const poll = room.polls.find(({ id }) => id === start.poll);
  const on = start.override === null ? `on the GO of ${poll?.roles.length ?? "all"} leads` : "without a GO";
  return (
    <section
      aria-labelledby="started"
      className="panel edge-top flex flex-wrap justify-between gap-x-10 gap-y-3 border-t-accent p-5 sm:p-6"
    >
      <div className="min-w-0">
        <h2 id="started" className="text-sm font-semibold text-soft">
          Start of the rollout
        </h2>
        <p className="flex items-start gap-2 text-2xl font-semibold">
          <Rocket aria-hidden="true" className="icon mt-1 self-start text-accent" />
          Started by {actorName(start.by)}, {on}
        </p>
        <p className="text-soft">
          T0 was <Stamp at={t0} date seconds />.{" "}
          <Link href="/checkpoints" className="underline underline-offset-4">
            To the checkpoints
          </Link>
        </p>
      </div>
      <p role="timer" aria-live="off" className="text-4xl leading-none font-bold tracking-tight sm:text-5xl">
        {offsetWords(now, t0)}
      </p>
    </section>
  );
}
