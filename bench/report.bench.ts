import { loadPlan } from "#edges/plan-file/load-plan";
import { SHIPPED_PLAN } from "#edges/plan-file/load-config";
import { readReport, type ReportParts } from "#engine/read-report";
import { writeOut } from "#core/report/write-out";
import { applyEvent, EMPTY_ROOM } from "#core/room/room";
import type { LoggedEvent, RoomEvent } from "#core/room/room-event";
import type { Plan } from "#core/plan/plan";
import { scheduleOf } from "#core/plan/schedule";
import { HOUR_MS, MINUTE_MS } from "#core/time";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { benchTargets, keepUp, probeTicks, T0, withStore } from "./store-fixture.ts";

const HOURS = 36;
const EVENTS = 200;
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 20);

/** The complete rollout report of 36 h of 20 targets and 200 events, from the database to its bytes. */
export const bench: Bench = { name: "report", run };

async function run(): Promise<Figures> {
  const plan = await shipped();
  return withStore(async ({ store }) => {
    const targets = benchTargets(20);
    await store.saveTargets(targets);
    for (const samples of probeTicks(targets, HOURS)) await store.write(samples);
    const now = T0 + HOURS * HOUR_MS + 15 * MINUTE_MS;
    await keepUp(store, now);
    const events = eventsOf(plan);
    const rollout = { name: plan.name, kind: "production" as const };
    const room = events.reduce(applyEvent, EMPTY_ROOM);
    const parts: ReportParts = { plan, targets, store, events, signedHead: null, room, rollout, t0: T0, now };
    const report = plan.reports.find(({ id }) => id === "rollout-complete") as Plan["reports"][number];
    const times: number[] = [];
    const made = new Set<string>();
    for (let i = 0; i <= ROUNDS; i += 1) {
      const begun = performance.now();
      const whole = await readReport(parts, report);
      const texts = (["md", "html", "json"] as const).map((format) => writeOut(whole, format).text);
      times.push(performance.now() - begun);
      made.add(texts.join("\n"));
    }
    const [cold = Number.NaN, ...warm] = times;
    return {
      cold: figure(cold, "ms", { below: 1_000 }),
      warm_p50: figure(percentile(warm, 0.5), "ms"),
      events: figure(events.length, "events"),
      different: figure(made.size - 1, "reports", { most: 0 }),
      size: figure(([...made][0]?.length ?? 0) / 1_000, "KB"),
    };
  });
}

async function shipped(): Promise<Plan> {
  const loaded = await loadPlan(SHIPPED_PLAN);
  if (!loaded.ok) throw new Error("the shipped plan cannot be read");
  return loaded.value;
}

/** The start, every gate decided, and remarks. */
function eventsOf(plan: Plan): readonly LoggedEvent[] {
  const gates = scheduleOf(plan, T0).checkpoints.filter(({ kind }) => kind === "gate");
  const begun: RoomEvent = { type: "rollout_started", t0: T0, planned: T0, poll: null, override: null, baseline: [] };
  const decided = gates.flatMap(({ id, label, form, at }): readonly (readonly [number, RoomEvent])[] => [
    [at, { type: "checkpoint_opened", checkpoint: id, form, label, due: at, fields: [], actions: [] }],
    [at, { type: "entry_submitted", checkpoint: id, revision: 1, answers: {}, tone: "good" }],
    [
      at,
      {
        type: "decision_made",
        checkpoint: id,
        revision: 1,
        decision: "continue",
        reason: "As planned",
        tone: "good",
        needsSecond: false,
      },
    ],
  ]);
  const first: readonly (readonly [number, RoomEvent])[] = [[T0, begun], ...decided];
  const notes = Array.from({ length: EVENTS - first.length }, (_, i): readonly [number, RoomEvent] => [
    T0 + i * MINUTE_MS,
    { type: "note_added", text: `Remark ${i}`, checkpoint: null },
  ]);
  return [...first, ...notes]
    .toSorted(([a], [b]) => a - b)
    .map(([at, event], i) => ({ seq: i + 1, at, actor: { kind: "engine" }, event, hash: `hash-${i + 1}` }));
}
