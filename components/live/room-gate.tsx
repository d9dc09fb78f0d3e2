"use client";

import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { refusalOf } from "#browser/query-client";
import { sitePath } from "#browser/site";
import { useRollout } from "#browser/use-rollout";
import { PlainPage } from "#components/ui/plain-page";
import { Skeleton } from "#components/ui/skeleton";

/** Shows its children once the rollout is known; until then what is being waited for, or why not. */
export function RoomGate({ children }: { readonly children: (rollout: RolloutView) => ReactNode }): ReactNode {
  const rollout = useRollout();
  if (rollout.data !== undefined) return children(rollout.data);
  const refusal = refusalOf(rollout.error);
  if (refusal === null) return <GateSkeleton />;
  if (refusal.code === "unauthenticated" || refusal.code === "forbidden") {
    return (
      <PlainPage
        mark="Not paired"
        title="This display is not paired yet"
        sentence="Sign in, or open the link that the terminal printed when Holdpoint started. This page goes on by itself once that is done."
      >
        <a href={sitePath("/sign-in")}>Sign in</a>
      </PlainPage>
    );
  }
  return (
    <PlainPage
      mark="No answer"
      title="The war room cannot be read"
      sentence={`${refusal.message} This page keeps trying.`}
    >
      <button type="button" onClick={() => void rollout.refetch()}>
        Try now
      </button>
    </PlainPage>
  );
}

function GateSkeleton(): ReactNode {
  return (
    <div role="status" className="flex flex-col gap-4 p-6">
      <span className="text-soft">Reading the rollout…</span>
      <div className="grid gap-4 md:grid-cols-[3fr_2fr]">
        <Skeleton className="h-44" />
        <Skeleton className="h-44" />
      </div>
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {[1, 2, 3, 4, 5, 6].map((card) => (
          <Skeleton key={card} className="h-40" />
        ))}
      </div>
    </div>
  );
}
