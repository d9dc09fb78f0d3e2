"use client";

import { History } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import Link from "next/link";
import type { ReactNode } from "react";
import { hasPast, hrefAt, momentText } from "#browser/replay-address";
import { useReplay } from "#browser/replay-context";
import { useNow } from "#browser/use-now";

/** From a live page to the same page a moment ago, where its past can be played; nothing in a replay, and where there is none. */
export function ReplayLink(): ReactNode {
  const path = usePathname();
  const query = useSearchParams();
  const isReplay = useReplay() !== null;
  const now = useNow();
  if (isReplay || now === null || !hasPast(path)) return null;
  return (
    <Link
      href={hrefAt(`${path}?${query.toString()}`, { at: momentText(now), rollout: null })}
      prefetch={false}
      title="Replay: look at the past"
      className="grid size-11 place-items-center rounded-md text-soft hover:bg-raised hover:text-ink"
    >
      <History aria-hidden="true" className="icon" />
      <span className="sr-only">Replay: look at the past</span>
    </Link>
  );
}
