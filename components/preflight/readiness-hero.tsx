import { CircleCheck, CircleDashed } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { pollStanding } from "#core/room/poll";
import { isReady, standings, type ItemStanding } from "#core/room/readiness";
import { readinessWords } from "#browser/readiness-words";
import type { RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";
import { StandingHero } from "#components/live/standing-hero";
import { T0Countdown } from "#components/live/t0-countdown";
import { itemAnchor } from "./item-card.tsx";

/** The list in one line, and how long until T0. */
export function ReadinessHero({ held }: { readonly held: RoomNow }): ReactNode {
  const { plan, room, now, t0 } = held;
  const items = standings(plan, room.readiness, now);
  const isAllReady = items.length > 0 && items.every(isReady);
  const isStarted = room.launch.start !== null;
  // the list is frozen then, and what is wanted are votes
  const poll = room.polls.at(-1);
  const isPolling = poll !== undefined && pollStanding(poll, now).state === "open";
  return (
    <StandingHero
      id="readiness"
      title="Readiness"
      tone={isAllReady ? "clear" : "held"}
      icon={isAllReady ? CircleCheck : CircleDashed}
      sentence={readinessWords(plan, items)}
      more={
        <>
          {!isStarted && now >= t0 && (
            <p className="mt-1 font-medium text-warn">T0 has passed and nobody has started. Start it, or move T0.</p>
          )}
          {!isStarted && !isPolling && <ToGo items={items.filter((item) => !isReady(item))} />}
        </>
      }
      clock={isStarted ? <Started t0={t0} /> : <T0Countdown now={now} t0={t0} />}
    />
  );
}

/** What is not ready yet, each with a way to its card. */
function ToGo({ items }: { readonly items: readonly ItemStanding[] }): ReactNode {
  if (items.length === 0) return null;
  return (
    <ul aria-label="Not ready" className="mt-1 flex flex-wrap gap-x-6">
      {items.map(({ id, label }) => (
        <li key={id}>
          <a
            href={`#${itemAnchor(id)}`}
            className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:decoration-ink sm:min-h-8"
          >
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Started({ t0 }: { readonly t0: number }): ReactNode {
  return (
    <p className="text-lg">
      The rollout has started: T0 was <Stamp at={t0} date />. This list is as it stood.{" "}
      <Link href="/launch" className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-0">
        To the execution board
      </Link>
    </p>
  );
}
