import { buildReport } from "#core/report/build-report";
import type { Chart, Report } from "#core/report/document";
import { isDecision } from "#core/report/sections/decisions";
import { joinedOf } from "#core/report/joins";
import type { PlannedReport } from "#core/report/section-ids";
import { evaluate } from "#core/measure/evaluate";
import { limitAt, limitWords } from "#core/measure/limit";
import type { Window } from "#core/measure/window";
import type { Plan } from "#core/plan/plan";
import { scheduleOf } from "#core/plan/schedule";
import { eventSentence } from "#core/room/event-sentence";
import type { LoggedEvent } from "#core/room/room-event";
import type { Room } from "#core/room/room";
import { HOUR_MS, MINUTE_MS, stepFor, type EpochMs, type Range } from "#core/time";
import { readBudget, readFigures, type FigureParts } from "./read-figures.ts";
import { yardsticksFor } from "./readings.ts";
import { idsOf, readWindow, windowOf, type Stored } from "./stored-windows.ts";

/** What papers are written from. */
export type EvidenceParts = FigureParts & {
  readonly rollout: { readonly name: string; readonly kind: "production" | "rehearsal" };
  readonly room: Room;
  /** The whole log, oldest first. */
  readonly events: readonly LoggedEvent[];
  readonly t0: EpochMs;
  readonly now: EpochMs;
};

export type ReportParts = EvidenceParts & {
  /** The end of the log with its signature, in one line; null where it is not signed. */
  readonly signedHead: string | null;
};

/** Hours are summed already: finer steps of a long range would read every minute of it. */
const STEPS = 72;
const HOURLY_FROM_MS = 12 * HOUR_MS;

/** The report as the log and the samples have it at `now`. Rejects when the store cannot be read. */
export async function readReport(parts: ReportParts, report: PlannedReport): Promise<Report> {
  const { plan, room, t0, now, events, signedHead, rollout } = parts;
  const { reports, intensiveMs } = scheduleOf(plan, t0);
  const due = reports.find(({ id }) => id === report.id)?.at ?? t0 + intensiveMs;
  const range = rangeOf(parts, report, due);
  // criteria and the budget are about the watched hours, whatever else a report is about
  const watched = { from: t0, to: room.launch.start ? Math.max(t0, Math.min(minuteOf(now), t0 + intensiveMs)) : t0 };
  const joining = { plan, room, events, t0, range, asOf: Math.min(now, due) };
  return buildReport({
    ...{ plan, report, rollout, room, events, signedHead, t0, range, due },
    figures: await readFigures(parts, { range, metrics: shownMetrics(plan), until: range.to }),
    charts: await chartsOf(parts, range),
    budget: room.closing.closeOut.frozen?.budget ?? (await readBudget(parts, watched)),
    joined: joinedOf({ ...joining, watched: await readWatched(parts, watched) }),
  });
}

/** What tables show: another, and a slope above all, would be read for nothing. */
function shownMetrics({ metrics, headlines, baseline }: Plan): Plan["metrics"] {
  const shown = new Set([...headlines, ...(baseline?.figures ?? []).map(({ metric }) => metric)]);
  return metrics.filter(({ id, formula }) => shown.has(id) || formula.kind === "manual");
}

/** Samples of the judged window so far; null before there are any. */
export async function readWatched(parts: Stored, watched: Range): Promise<Window | null> {
  return watched.to > watched.from ? await readWindow(parts, watched) : null;
}

function minuteOf(at: EpochMs): EpochMs {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

/** From T0, or where the stream that it is about begins, to now or until it is due. */
function rangeOf({ plan, room, t0, now }: ReportParts, report: PlannedReport, due: EpochMs): Range {
  const stream = plan.sprint?.streams.find((candidate) => candidate.report === report.id);
  const from = scheduleOf(plan, t0).sprint.find(({ id }) => id === stream?.id)?.from ?? t0;
  return { from, to: room.launch.start ? Math.max(from, Math.min(minuteOf(now), due)) : from };
}

async function chartsOf(parts: ReportParts, range: Range): Promise<readonly Chart[]> {
  const { plan, room, events, t0, targets, store } = parts;
  const wanted = yardsticksFor(plan, plan.headlines);
  const length = range.to - range.from;
  const stepMs =
    length < HOURLY_FROM_MS ? stepFor(range, STEPS) : Math.max(1, Math.ceil(length / STEPS / HOUR_MS)) * HOUR_MS;
  const from = Math.floor(range.from / stepMs) * stepMs;
  const steps = length > 0 ? await store.series(idsOf(targets), range, stepMs) : [];
  const windows = new Map(
    steps.map((step) => [step.from, windowOf(targets, { from: step.from, to: step.from + stepMs }, step.sums)]),
  );
  const starts = Array.from({ length: Math.ceil((range.to - from) / stepMs) }, (_, i) => from + i * stepMs);
  const marks = events
    .filter((logged) => isDecision(logged) && logged.at >= range.from && logged.at < range.to)
    .map((logged) => ({ at: logged.at, label: eventSentence(logged, plan, room.actions) }));
  return wanted.map(({ metric, limit }) => ({
    ...{
      kind: "chart" as const,
      caption: `${metric.label} over time`,
      unit: metric.unit,
      range,
      t0,
      from,
      stepMs,
      marks,
    },
    values: starts.map((start) => {
      const window = windows.get(start);
      return window ? evaluate(metric, window).value : null;
    }),
    passAt: limit && limitAt(limit.pass, metric.unit),
    failAt: limit?.fail ? limitAt(limit.fail, metric.unit) : null,
    passWords: limit && limitWords(limit.pass, metric.unit),
    failWords: limit?.fail ? limitWords(limit.fail, metric.unit) : null,
  }));
}
