import type { Verdict } from "#core/measure/verdict";
import { budgetSentence } from "#core/measure/error-budget";
import { scheduleOf } from "#core/plan/schedule";
import { joinedOf } from "#core/report/joins";
import { actorName } from "#core/room/actor";
import { roomAt } from "#core/room/room-at";
import { generateBrief } from "#core/summary/brief";
import { summaryOf, type Summary, type SummaryBrief } from "#core/summary/summary";
import type { EpochMs, Range } from "#core/time";
import { readBudget, readErrorBudget, readFigures } from "./read-figures.ts";
import { readWatched, type EvidenceParts } from "./read-report.ts";

export type SummaryParts = EvidenceParts & {
  readonly standing: { readonly verdict: Verdict; readonly sentence: string } | null;
};

/** The summary at `now`, for somebody who has seen the log up to `since`. Rejects when the store cannot be read. */
export async function readSummary(parts: SummaryParts, since: number | null): Promise<Summary> {
  const { plan, room, t0, now } = parts;
  const watched = watchedAt(parts, now);
  const metrics = quickMetrics(parts);
  const figures = await readFigures(parts, { range: watched, metrics, until: now });
  const budget = await readErrorBudget(parts, watched);
  const { rollout, events, standing } = parts;
  return summaryOf({
    ...{ plan, rollout, room, events, t0, now, standing, figures, since },
    budget: budget && { sentence: budgetSentence(budget, watched.to), remainingShare: budget.remainingShare },
    joined: joinedOf({
      ...{ plan, room, events, t0, asOf: now, range: { from: t0, to: now + 1 } },
      watched: await readWatched(parts, watched),
    }),
    brief: (await readBriefs(parts)).at(-1) ?? null,
  });
}

/** Every brief that is due, oldest first: as a person wrote it last, else as the evidence has it. */
export async function readBriefs(parts: EvidenceParts): Promise<readonly SummaryBrief[]> {
  const { plan, room, t0, now } = parts;
  const due = room.launch.start ? scheduleOf(plan, t0).briefs.filter(({ at }) => at <= now) : [];
  const briefs: SummaryBrief[] = [];
  for (const { id, label, at } of due) {
    const written = room.written.briefs[id];
    if (written) {
      const { conditions, actions, needs, revision, by } = written;
      briefs.push({ id, label, at, conditions, actions, needs, revision, by: actorName(by) });
    } else briefs.push({ id, label, at, ...(await generated(parts, at)), revision: 0, by: null });
  }
  return briefs;
}

async function generated(parts: EvidenceParts, at: EpochMs): Promise<ReturnType<typeof generateBrief>> {
  const { plan, events, t0 } = parts;
  const range = watchedAt(parts, at);
  const figures = await readFigures(parts, { range, metrics: quickMetrics(parts), until: at });
  return generateBrief({
    ...{ plan, events, t0, at },
    figures: plan.headlines.flatMap((id) => figures.find(({ metric }) => metric === id) ?? []),
    criteria: joinedOf({
      ...{ plan, room: roomAt(events, at), events, t0, asOf: at, range },
      watched: await readWatched(parts, range),
    }).criteria,
    budget: await readBudget(parts, range),
  });
}

/** Without slopes, which read every minute. */
function quickMetrics({ plan }: EvidenceParts): EvidenceParts["plan"]["metrics"] {
  return plan.metrics.filter(({ formula }) => formula.kind !== "gauge_slope");
}

function watchedAt({ plan, room, t0 }: EvidenceParts, at: EpochMs): Range {
  const { intensiveMs } = scheduleOf(plan, t0);
  return { from: t0, to: room.launch.start ? Math.max(t0, Math.min(at, t0 + intensiveMs)) : t0 };
}
