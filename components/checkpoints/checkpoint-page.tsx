"use client";

import Link from "next/link";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { useCheckpoints, type Checkpoints } from "#browser/use-checkpoints";
import { useRoom } from "#browser/use-room";
import { useSession } from "#browser/use-session";
import { PageTop } from "#components/live/page-top";
import { RoomGate } from "#components/live/room-gate";
import { StaleNote } from "#components/live/stale-note";
import { useFreshness } from "#components/live/use-freshness";
import { PlainPage } from "#components/ui/plain-page";
import { Skeleton } from "#components/ui/skeleton";
import { CheckpointHead } from "./checkpoint-head.tsx";
import { EarlyCheckpoint } from "./early-checkpoint.tsx";
import { OwnCheckpoint } from "./own-checkpoint.tsx";
import { ReadCheckpoint } from "./read-checkpoint.tsx";

/** One checkpoint: what it will ask, its form, the signature it waits for, or what was decided. */
export function CheckpointPage({ id }: { readonly id: string }): ReactNode {
  return <RoomGate>{(rollout) => <Checkpoint id={id} rollout={rollout} />}</RoomGate>;
}

type Props = { readonly id: string; readonly rollout: RolloutView };

function Checkpoint({ id, rollout }: Props): ReactNode {
  const freshness = useFreshness(useRoom("overview"));
  const checkpoints = useCheckpoints();
  const row = checkpoints?.rows.find((one) => one.id === id);
  if (checkpoints && !row)
    return (
      <PlainPage
        mark="Not found"
        title="There is no such checkpoint"
        sentence={`The plan schedules none called "${id}".`}
      >
        <Link href="/checkpoints">All checkpoints</Link>
      </PlainPage>
    );
  return (
    <div className="flex flex-col gap-4">
      <Link
        href="/checkpoints"
        className="inline-flex min-h-11 items-center gap-2 self-start font-medium text-soft hover:text-ink print:hidden"
      >
        <ArrowLeft aria-hidden="true" className="icon" />
        All checkpoints
      </Link>
      <PageTop title={row?.label ?? "Checkpoint"} rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {checkpoints && row ? (
        <>
          <CheckpointHead row={row} checkpoints={checkpoints} />
          <Content id={id} checkpoints={checkpoints} rollout={rollout} />
        </>
      ) : (
        <div role="status" className="flex flex-col gap-4">
          <span className="text-soft">Reading what has been decided so far…</span>
          <Skeleton className="h-28" />
          <Skeleton className="h-64" />
        </div>
      )}
    </div>
  );
}

type ContentProps = { readonly id: string; readonly checkpoints: Checkpoints; readonly rollout: RolloutView };

function Content({ id, checkpoints, rollout }: ContentProps): ReactNode {
  const session = useSession();
  const row = checkpoints.rows.find((one) => one.id === id);
  if (!row) return null;
  const { record } = row;
  if (!record) return <EarlyCheckpoint row={row} checkpoints={checkpoints} />;
  if (session === null) return <Skeleton className="h-64" />;
  const account = session.kind === "person" ? session.account : null;
  if (account === null || account.role === "executive" || account.role === "display")
    return <ReadCheckpoint checkpoints={checkpoints} record={record} account={null} />;
  return (
    <OwnCheckpoint
      key={`${id} ${account.id}`}
      checkpoints={checkpoints}
      record={record}
      account={account}
      rollout={rollout.id}
    />
  );
}
