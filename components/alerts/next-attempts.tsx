import Link from "next/link";
import type { ReactNode } from "react";
import { DAY_MS } from "#core/time";
import type { PlaybookRun } from "#core/room/playbook-run";
import { momentIn } from "#browser/format-time";
import { nextAttempts } from "#browser/playbook-rows";
import type { RoomNow } from "#browser/use-room-now";
import { MovedDates } from "#components/live/moved-dates";
import { LINK } from "../ui/field-looks.ts";

type Props = { readonly run: PlaybookRun; readonly held: RoomNow };

/** The plan names days: T0 keeps its time of day. */
function timeOfDay(t0: number): number {
  return ((t0 % DAY_MS) + DAY_MS) % DAY_MS;
}

/** The days on which the plan would try again, what would move with them, and where T0 is moved. */
export function NextAttempts({ run, held }: Props): ReactNode {
  const { plan, t0 } = held;
  const attempts = nextAttempts(held, run).map((day) => ({ at: day + timeOfDay(t0), date: momentIn(day, "UTC").date }));
  const days = attempts.map(({ date }) => date);
  return (
    <div className="mt-2">
      {days.length > 0 && (
        <p>
          The plan&apos;s next attempts: <strong className="font-semibold">{days.join(" or ")}</strong> (UTC).
        </p>
      )}
      {attempts.map(({ at, date }) => (
        <details key={at}>
          <summary className="flex min-h-11 items-center font-medium">What would move to when, on {date}</summary>
          <MovedDates plan={plan} from={t0} to={at} />
        </details>
      ))}
      {held.room.launch.start ? (
        <p className="text-sm text-soft">
          This rollout has started, so that its T0 stays: the next attempt is a rollout of its own.
        </p>
      ) : (
        <p>
          <Link href="/launch" className={LINK}>
            Move T0 on the launch page
          </Link>
        </p>
      )}
    </div>
  );
}
