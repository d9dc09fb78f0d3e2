"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { Suspense, type ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { sitePath } from "#browser/site";
import { useRoom } from "#browser/use-room";
import { HealthLine } from "#components/live/health-line";
import { PageTop } from "#components/live/page-top";
import { RoomGate } from "#components/live/room-gate";
import { StaleNote } from "#components/live/stale-note";
import { useFreshness } from "#components/live/use-freshness";
import { PlainPage } from "#components/ui/plain-page";
import { Skeleton } from "#components/ui/skeleton";
import { RANGES } from "./ranges.ts";
import { TargetHistory } from "./target-history.tsx";
import { TargetNow } from "./target-now.tsx";

/** One target: its state now, and its history up to 29 days back. */
export function TargetPage({ id }: { readonly id: string }): ReactNode {
  return (
    <Suspense>
      <RoomGate>{(rollout) => <Target id={id} rollout={rollout} />}</RoomGate>
    </Suspense>
  );
}

function Target({ id, rollout }: { readonly id: string; readonly rollout: RolloutView }): ReactNode {
  const room = useRoom(`target:${id}`);
  const freshness = useFreshness(room);
  const router = useRouter();
  const asked = useSearchParams().get("range");
  const range = RANGES.find((one) => one.value === asked) ?? RANGES[0];
  const body = room.latest?.body;
  if (room.refusal?.code === "not_found") {
    return (
      <PlainPage
        mark="Unknown target"
        title={`There is no target called ${id}`}
        sentence="It may have left the configuration. The overview lists all that are watched."
      >
        <a href={sitePath("/")}>Open the overview</a>
      </PlainPage>
    );
  }
  const target = body?.view === "target" ? body : null;
  return (
    <div className="flex flex-col gap-4">
      <PageTop title={target?.target.name ?? id} rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {room.refusal !== null && <p className="text-warn">{room.refusal.message}</p>}
      {target === null ? (
        <Skeleton className="h-40" />
      ) : (
        <TargetNow body={target} t0={rollout.t0} stale={freshness.level === "stale"} />
      )}
      {range !== undefined && (
        <TargetHistory
          target={id}
          rollout={rollout}
          range={range}
          readings={target?.readings ?? []}
          onRange={(value) => router.replace(`?range=${value}`, { scroll: false })}
        />
      )}
      {room.latest !== null && <HealthLine health={room.latest.health} />}
    </div>
  );
}
