"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { CriteriaBody } from "#wire/frame";
import type { RolloutView } from "#wire/rollout";
import { useRoom } from "#browser/use-room";
import { useRoomNow } from "#browser/use-room-now";
import { HealthLine } from "#components/live/health-line";
import { PageTop } from "#components/live/page-top";
import { ReadingRoom } from "#components/live/reading-room";
import { RoomGate } from "#components/live/room-gate";
import { StaleNote } from "#components/live/stale-note";
import { useFreshness } from "#components/live/use-freshness";
import { WaitingForFrame } from "#components/live/waiting-for-frame";
import { Panel } from "#components/ui/panel";
import { LINK } from "../ui/field-looks.ts";
import { CloseOutPanel } from "./close-out-panel.tsx";
import { ConfidencePanel } from "./confidence-panel.tsx";
import { CriteriaHero } from "./criteria-hero.tsx";
import { CriterionLine } from "./criterion-line.tsx";
import { FiguresPanel } from "./figures-panel.tsx";

/** Will the rollout pass: every criterion over the fixed window, the figures and answers that people give, and the close-out. */
export function CriteriaPage(): ReactNode {
  return <RoomGate>{(rollout) => <Criteria rollout={rollout} />}</RoomGate>;
}

function Criteria({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const live = useRoom("criteria");
  const freshness = useFreshness(live);
  const body = live.latest?.body;
  return (
    <div className="flex flex-col gap-4">
      <PageTop title="Success criteria" rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {live.latest === null || body?.view !== "criteria" ? (
        <WaitingForFrame freshness={freshness} refusal={live.refusal} />
      ) : (
        <>
          <Content body={body} stale={freshness.level === "stale"} />
          <HealthLine health={live.latest.health} />
        </>
      )}
    </div>
  );
}

function Content({ body, stale }: { readonly body: CriteriaBody; readonly stale: boolean }): ReactNode {
  const held = useRoomNow();
  if (!held) return <ReadingRoom />;
  return (
    <>
      <CriteriaHero body={body} now={held.now} stale={stale} />
      <Panel id="criteria" title="Over the whole window" aside={<ToChecklist />}>
        {body.criteria.length === 0 ? (
          <p className="text-soft">The plan has no success criteria.</p>
        ) : (
          <ol className="flex flex-col gap-2">
            {body.criteria.map((criterion) => (
              <CriterionLine key={criterion.id} criterion={criterion} phase={body.phase} now={held.now} />
            ))}
          </ol>
        )}
      </Panel>
      <CloseOutPanel held={held} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <FiguresPanel figures={body.figures} held={held} />
        <ConfidencePanel held={held} />
      </div>
    </>
  );
}

function ToChecklist(): ReactNode {
  return (
    <Link href="/checklist" className={LINK}>
      Final checklist
    </Link>
  );
}
