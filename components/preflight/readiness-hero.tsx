import { CircleCheck, CircleDashed } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { isReady, standings } from "#core/room/readiness";
import { durationFigures } from "#browser/format-time";
import { readinessWords } from "#browser/readiness-words";
import type { RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";

/** The list in one line, and how long until T0. */
export function ReadinessHero({ held }: { readonly held: RoomNow }): ReactNode {
  const { plan, room, now, t0 } = held;
  const items = standings(plan, room.readiness, now);
  const isAllReady = items.length > 0 && items.every(isReady);
  const Icon = isAllReady ? CircleCheck : CircleDashed;
  return (
    <section
      aria-labelledby="readiness"
      className={`panel edge-top flex flex-wrap items-start justify-between gap-x-10 gap-y-4 p-5 sm:p-6 ${isAllReady ? "border-t-pass" : "border-t-warn"}`}
    >
      <div className="min-w-0 flex-1 basis-80">
        <h2 id="readiness" className="text-sm font-semibold text-soft">
          Readiness
        </h2>
        <p role="status" className="flex items-start gap-2 text-lg font-semibold text-pretty sm:text-2xl">
          <Icon
            aria-hidden="true"
            className={`icon mt-1 self-start ${isAllReady ? "text-pass" : "text-warn"}`}
            strokeWidth={2.25}
          />
          {readinessWords(items)}
        </p>
      </div>
      <Countdown now={now} t0={t0} startedAt={room.launch.start?.at ?? null} />
    </section>
  );
}

type CountdownProps = { readonly now: number; readonly t0: number; readonly startedAt: number | null };

function Countdown({ now, t0, startedAt }: CountdownProps): ReactNode {
  if (startedAt !== null)
    return (
      <p className="text-lg">
        The rollout has started: T0 was <Stamp at={t0} date />. This list is as it stood.{" "}
        <Link href="/launch" className="underline underline-offset-4">
          To the execution board
        </Link>
      </p>
    );
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
      {isLate && (
        <p className="mt-1 font-medium text-warn">T0 has passed and nobody has started. Start it, or move T0.</p>
      )}
    </div>
  );
}
