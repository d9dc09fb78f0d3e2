"use client";

import type { ReactNode } from "react";
import { verdictCounts } from "#core/room/closing/closing-sentence";
import type { CriterionView } from "#wire/frame";
import { valueWords } from "#browser/format-value";
import { useRoom } from "#browser/use-room";
import { useFreshness } from "#components/live/use-freshness";
import { VERDICT_LOOK } from "../live/verdict-look.ts";
import { VerdictMark } from "#components/live/verdict-mark";
import { WaitingForFrame } from "#components/live/waiting-for-frame";

/** Every success criterion in one sight, and how many are met. */
export function WallCriteria(): ReactNode {
  const room = useRoom("criteria");
  const freshness = useFreshness(room);
  const body = room.latest?.body;
  if (body?.view !== "criteria") return <WaitingForFrame freshness={freshness} refusal={room.refusal} />;
  return (
    <section
      aria-labelledby="wall-criteria"
      data-stale={freshness.level === "stale"}
      className="veil flex h-full flex-col gap-4"
    >
      <h2 id="wall-criteria" className="flex flex-wrap items-baseline justify-between gap-x-6 text-2xl font-semibold">
        <span>Success criteria: {verdictCounts(body.criteria)}</span>
        <span className="text-lg font-medium text-soft">{PHASE[body.phase]}</span>
      </h2>
      <ol className="grid min-h-0 flex-1 auto-rows-fr grid-cols-[repeat(auto-fit,minmax(calc(var(--spacing)*80),1fr))] gap-4">
        {body.criteria.map((criterion) => (
          <WallCriterion key={criterion.id} criterion={criterion} />
        ))}
      </ol>
    </section>
  );
}

const PHASE = { before: "the window begins at T0", running: "so far", closing: "closing", frozen: "frozen" } as const;

function WallCriterion({ criterion }: { readonly criterion: CriterionView }): ReactNode {
  const { label, verdict, evidence, projected, reason } = criterion;
  const worst = evidence.find((one) => one.verdict === verdict) ?? evidence[0];
  const coming = projected !== null && projected.verdict !== verdict ? projected : null;
  return (
    <li
      className={`panel flex min-h-0 min-w-0 flex-col justify-between gap-0.5 overflow-hidden edge-top px-4 py-2 ${VERDICT_LOOK[verdict].edge}`}
    >
      <h3 className="line-clamp-2 text-lg leading-snug font-semibold">{label}</h3>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        {worst && worst.value !== null && (
          <span className="text-3xl font-bold tracking-tight whitespace-nowrap compact:text-2xl">
            {valueWords(worst.value, worst.unit)}
          </span>
        )}
        <VerdictMark
          verdict={verdict}
          word={worst?.word === "NOT YET MATURE" ? worst.word : verdict}
          className="text-lg"
        />
      </p>
      <p
        className={`min-h-0 flex-1 text-sm leading-snug compact:hidden ${coming ? VERDICT_LOOK[coming.verdict].text : "text-soft"}`}
      >
        {/* whole lines only */}
        <span className="line-clamp-2 max-h-[round(down,100%,1lh)]">{coming ? coming.sentence : reason}</span>
      </p>
    </li>
  );
}
