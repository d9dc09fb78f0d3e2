import Link from "next/link";
import type { ReactNode } from "react";
import type { PlaybookRun } from "#core/room/playbook-run";
import { momentIn } from "#browser/format-time";
import { nextAttempts } from "#browser/playbook-rows";
import type { RoomNow } from "#browser/use-room-now";
import { LINK } from "../ui/field-looks.ts";

type Props = { readonly run: PlaybookRun; readonly held: RoomNow };

/** The days on which the plan would try again, and where T0 is moved. */
export function NextAttempts({ run, held }: Props): ReactNode {
  const days = nextAttempts(held, run).map((at) => momentIn(at, "UTC").date);
  return (
    <div className="mt-2">
      {days.length > 0 && (
        <p>
          The plan&apos;s next attempts: <strong className="font-semibold">{days.join(" or ")}</strong> (UTC).
        </p>
      )}
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
