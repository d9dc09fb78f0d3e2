import { accept, refuse } from "#core/outcome";
import type { Plan } from "#core/plan/plan";
import type { LoggedEvent } from "#core/room/room-event";
import type { Room } from "#core/room/room";
import type { EpochMs } from "#core/time";
import type { Papers } from "./paper-port.ts";
import type { RolloutRecord, SampleStore, SampleWriter } from "./ports.ts";
import { readReport, type ReportParts } from "./read-report.ts";
import { readBriefs, readSummary, type SummaryParts } from "./read-summary.ts";

/** Samples of the newest ticks are waited for, but not for long. */
const WRITE_PATIENCE_MS = 500;
const EVENTS_AT_ONCE = 500;

export type PaperParts = {
  readonly plan: Plan;
  readonly rollout: RolloutRecord;
  readonly targets: ReportParts["targets"];
  readonly store: Pick<SampleStore, "windows" | "series">;
  readonly writer: Pick<SampleWriter, "drain">;
  readonly events: (seq: number, most: number) => Promise<readonly LoggedEvent[]>;
  readonly signedHead: (seq: number) => Promise<string | null>;
  readonly room: () => Room;
  readonly t0: () => EpochMs;
  readonly now: () => EpochMs;
  readonly standing: () => SummaryParts["standing"];
};

/** Whatever is written from the evidence: reports, the summary, briefs. Made anew each time: they hold nothing of their own. */
export function papers(parts: PaperParts): Papers {
  const gathered = async (): Promise<SummaryParts> => {
    await parts.writer.drain(WRITE_PATIENCE_MS).catch(() => undefined);
    const { plan, targets, rollout } = parts;
    const store = readingOnce(parts.store);
    const [room, now] = [parts.room(), parts.now()];
    const events = await eventsUpTo(parts.events, room.seq);
    const about = { name: plan.name, kind: rollout.kind };
    return { plan, targets, store, room, events, rollout: about, t0: parts.t0(), now, standing: parts.standing() };
  };
  return {
    report: async (name) => {
      const report = parts.plan.reports.find(({ id, file }) => id === name || file === name);
      if (!report) return refuse("not_found", `The plan has no report "${name}".`);
      const found = await gathered();
      return accept(await readReport({ ...found, signedHead: await parts.signedHead(found.room.seq) }, report));
    },
    summary: async (since) => readSummary(await gathered(), since),
    briefs: async () => readBriefs(await gathered()),
  };
}

/** The windows of one paper: its figures, its budget and its criteria ask for the same ones. */
export function readingOnce(store: PaperParts["store"]): PaperParts["store"] {
  const read = new Map<string, ReturnType<SampleStore["windows"]>>();
  return {
    windows: (ids, range) => {
      const key = `${range.from}-${range.to} ${ids.join(" ")}`;
      const sums = read.get(key) ?? store.windows(ids, range);
      read.set(key, sums);
      return sums;
    },
    series: (ids, range, stepMs) => store.series(ids, range, stepMs),
  };
}

/** The log from its beginning to `last`: what comes meanwhile is another report's. */
export async function eventsUpTo(read: PaperParts["events"], last: number): Promise<readonly LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  while ((events.at(-1)?.seq ?? 0) < last) {
    const more = await read(events.at(-1)?.seq ?? 0, EVENTS_AT_ONCE);
    if (more.length === 0) break;
    events.push(...more.filter(({ seq }) => seq <= last));
    if ((more.at(-1)?.seq ?? 0) > last) break;
  }
  return events;
}
