"use client";

import type { ReactNode } from "react";
import type { SegmentsBody } from "#wire/frame";
import type { RolloutView } from "#wire/rollout";
import { useRoom } from "#browser/use-room";
import { HealthLine } from "#components/live/health-line";
import { PageTop } from "#components/live/page-top";
import { RoomGate } from "#components/live/room-gate";
import { SegmentHeadlines } from "#components/live/segment-headlines";
import { StaleNote } from "#components/live/stale-note";
import { useFreshness } from "#components/live/use-freshness";
import { VariancePanel } from "#components/live/variance-panel";
import { WaitingForFrame } from "#components/live/waiting-for-frame";
import { Notice } from "#components/ui/notice";
import { Panel } from "#components/ui/panel";

/** How alike the segments are, and how each is doing. */
export function SegmentsPage(): ReactNode {
  return <RoomGate>{(rollout) => <Segments rollout={rollout} />}</RoomGate>;
}

function Segments({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const room = useRoom("segments");
  const freshness = useFreshness(room);
  const body = room.latest?.body;
  return (
    <div className="flex flex-col gap-4">
      <PageTop title="Segments" rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {room.latest === null || body?.view !== "segments" ? (
        <WaitingForFrame freshness={freshness} refusal={room.refusal} />
      ) : (
        <>
          <SegmentsContent body={body} stale={freshness.level === "stale"} />
          <HealthLine health={room.latest.health} />
        </>
      )}
    </div>
  );
}

function SegmentsContent({ body, stale }: { readonly body: SegmentsBody; readonly stale: boolean }): ReactNode {
  if (body.segments.length === 0) {
    return (
      <Panel id="none" title="No segments">
        <p className="text-soft">
          No target names a segment. Give targets a segment in holdpoint.yaml, and they are compared here.
        </p>
      </Panel>
    );
  }
  return (
    <>
      <Notice>
        Variance is the largest deviation of one segment from all together: below 5 % pass, 5 to 10 % watch, above 10 %
        fail, unless the plan sets other limits. Intervals are 95 % and take samples as independent of each other.
      </Notice>
      <h2 className="sr-only">How far the segments lie apart</h2>
      <div className="grid gap-4 lg:grid-cols-2 2xl:grid-cols-3">
        {body.panels.map((panel) => (
          <VariancePanel key={panel.metric} panel={panel} stale={stale} />
        ))}
      </div>
      <Panel id="per-segment" title="Each segment over the last 5 minutes">
        <SegmentHeadlines body={body} />
      </Panel>
    </>
  );
}
