import type { ReactNode } from "react";
import { Skeleton } from "#components/ui/skeleton";

/** Holds the place of what the log says until it is here. */
export function ReadingRoom(): ReactNode {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="text-soft">Reading what has been decided so far…</span>
      <Skeleton className="h-40" />
      <Skeleton className="h-80" />
    </div>
  );
}
