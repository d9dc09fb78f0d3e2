import type { ReactNode } from "react";
import type { Freshness } from "#browser/freshness";
import type { RoomState } from "#browser/room-store";
import { Skeleton } from "#components/ui/skeleton";

type Props = { readonly freshness: Freshness; readonly refusal: RoomState["refusal"]; readonly children?: ReactNode };

/** The time before the first frame: says what is waited for, and keeps the places. */
export function WaitingForFrame({ freshness, refusal, children }: Props): ReactNode {
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] portrait:grid-cols-1">
        <section
          role="status"
          className="panel hatched flex min-h-56 flex-col justify-center gap-2 edge-left border-l-nodata p-6"
        >
          <p className="text-4xl font-bold tracking-tight text-nodata">No data yet</p>
          <p className="text-lg text-soft">
            {refusal === null
              ? `${freshness.words ?? "The first frame is on its way."} The first tick closes within five seconds of the start.`
              : refusal.message}
          </p>
        </section>
        {children}
      </div>
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {[1, 2, 3].map((place) => (
          <Skeleton key={place} className="h-44" />
        ))}
      </div>
    </>
  );
}
