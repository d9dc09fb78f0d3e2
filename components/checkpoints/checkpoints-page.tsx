"use client";

import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { useCheckpoints, type Checkpoints } from "#browser/use-checkpoints";
import { useRoom } from "#browser/use-room";
import { useSession } from "#browser/use-session";
import { PageTop } from "#components/live/page-top";
import { RoomGate } from "#components/live/room-gate";
import { StaleNote } from "#components/live/stale-note";
import { useFreshness } from "#components/live/use-freshness";
import { Skeleton } from "#components/ui/skeleton";
import { ComingCheckpoints } from "./coming-checkpoints.tsx";
import { OpenActionsPanel } from "./open-actions-panel.tsx";
import { OpenCheckpoints } from "./open-checkpoints.tsx";
import { PastCheckpoints } from "./past-checkpoints.tsx";

/** Every scheduled checkpoint and everything that is to be done: past folded, now in the middle, later by the day. */
export function CheckpointsPage(): ReactNode {
  return <RoomGate>{(rollout) => <CheckpointsOf rollout={rollout} />}</RoomGate>;
}

function CheckpointsOf({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const freshness = useFreshness(useRoom("overview"));
  const checkpoints = useCheckpoints();
  return (
    <div className="flex flex-col gap-4">
      <PageTop title="Checkpoints" rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {checkpoints ? (
        <Content checkpoints={checkpoints} />
      ) : (
        <div role="status" className="flex flex-col gap-4">
          <span className="text-soft">Reading what has been decided so far…</span>
          <Skeleton className="h-40" />
          <Skeleton className="h-80" />
        </div>
      )}
    </div>
  );
}

function Content({ checkpoints }: { readonly checkpoints: Checkpoints }): ReactNode {
  const session = useSession();
  const role = session?.kind === "person" ? session.account.role : null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] xl:grid-rows-[auto_1fr]">
      <div className="flex flex-col gap-4">
        <PastCheckpoints checkpoints={checkpoints} />
        <OpenCheckpoints checkpoints={checkpoints} />
      </div>
      {/* before what is far off, where there is one column */}
      <div className="xl:col-start-2 xl:row-span-2 xl:row-start-1">
        <OpenActionsPanel
          checkpoints={checkpoints}
          mayChange={role === "admin" || role === "operator" || role === "lead"}
        />
      </div>
      <ComingCheckpoints checkpoints={checkpoints} />
    </div>
  );
}
