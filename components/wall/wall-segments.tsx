"use client";

import type { ReactNode } from "react";
import { useRoom } from "#browser/use-room";
import { SegmentHeadlines } from "#components/live/segment-headlines";
import { useFreshness } from "#components/live/use-freshness";
import { VarianceBrief } from "#components/live/variance-brief";
import { WaitingForFrame } from "#components/live/waiting-for-frame";

/** How far the segments lie apart, and each segment's own figures. */
export function WallSegments(): ReactNode {
  const room = useRoom("segments");
  const freshness = useFreshness(room);
  const body = room.latest?.body;
  if (body?.view !== "segments") return <WaitingForFrame freshness={freshness} refusal={room.refusal} />;
  const stale = freshness.level === "stale";
  return (
    <div className="flex h-full flex-col gap-4">
      <h2 className="sr-only">How far the segments lie apart</h2>
      <div className="grid min-h-0 grid-cols-[repeat(auto-fit,minmax(calc(var(--spacing)*64),1fr))] gap-4">
        {body.panels.map((panel) => (
          <VarianceBrief key={panel.metric} panel={panel} stale={stale} />
        ))}
      </div>
      <section
        aria-label="Each segment"
        data-stale={stale}
        className="veil panel min-h-0 flex-1 compact:hidden overflow-hidden p-5"
      >
        <SegmentHeadlines body={body} />
      </section>
    </div>
  );
}
