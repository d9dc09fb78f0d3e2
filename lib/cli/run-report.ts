import { access } from "node:fs/promises";
import type { Report } from "#core/report/document";
import { writeOut, type ReportFormat } from "#core/report/write-out";
import { accept, refuse, type Outcome } from "#core/outcome";
import { t0Of } from "#core/room/commands/launch-commands";
import { applyEvent, EMPTY_ROOM } from "#core/room/room";
import type { Plan } from "#core/plan/plan";
import { parseEnvironment } from "#edges/env";
import { loadConfig, planFileOf, SHIPPED_PLAN } from "#edges/plan-file/load-config";
import { loadPlan } from "#edges/plan-file/load-plan";
import { problemText } from "#edges/plan-file/report-problems";
import { storedRollout, type StoredRollout } from "#edges/store/stored-rollout";
import { withDatabase } from "#edges/store/with-database";
import { eventsUpTo } from "#engine/papers";
import { readReport } from "#engine/read-report";

type Said = { readonly text: string; readonly exitCode: number };
type Variables = Readonly<Record<string, string | undefined>>;

/**
 * `holdpoint report NAME`: the report of this id or file name as the database has it, whether the program runs or not. Ends
 * with 2 for wrong input, 1 when it cannot be read.
 */
export async function runReport(variables: Variables, name: string, format: ReportFormat): Promise<Said> {
  const environment = parseEnvironment(variables);
  if (!environment.ok) return { text: environment.refusal.message, exitCode: 2 };
  const { HOLDPOINT_DATA: dataDir, DATABASE_URL: databaseUrl, HOLDPOINT_CONFIG } = environment.value;
  const plan = await planOf(HOLDPOINT_CONFIG, variables);
  if (!plan.ok) return { text: plan.refusal.message, exitCode: 2 };
  const report = plan.value.reports.find(({ id, file }) => id === name || file === name);
  if (!report) return { text: unknown(plan.value, name), exitCode: 2 };
  const made = await withDatabase(
    { dataDir, databaseUrl, onEvent: () => undefined },
    {
      isReading: true,
      failed: "The report cannot be made",
      run: async (pool) => {
        const stored = await storedRollout(pool, plan.value.id);
        if (!stored) return refuse("not_found", "No rollout of this plan has begun: there is nothing to report.");
        return accept(await reportFrom(stored, plan.value, report));
      },
    },
  );
  if (!made.ok) return { text: made.refusal.message, exitCode: 1 };
  return { text: writeOut(made.value, format, environment.value.HOLDPOINT_PUBLIC_URL?.url).text, exitCode: 0 };
}

function unknown({ reports }: Plan, name: string): string {
  return [`The plan has no report "${name}". It has:`, ...reports.map(({ id, file }) => `  ${id}  ${file}`)].join("\n");
}

/** As of the newest thing that is known: the same database gives the same bytes. */
async function reportFrom(stored: StoredRollout, plan: Plan, report: Plan["reports"][number]): Promise<Report> {
  const { rollout, targets, store, eventsAfter, signedHead, measuredTo } = stored;
  const events = await eventsUpTo(eventsAfter, Infinity);
  const room = events.reduce(applyEvent, EMPTY_ROOM);
  const now = Math.max(measuredTo ?? 0, events.at(-1)?.at ?? 0);
  const about = { name: plan.name, kind: rollout.kind };
  const t0 = t0Of(room, rollout.t0);
  const signed = await signedHead(room.seq);
  return readReport({ plan, targets, store, room, events, signedHead: signed, rollout: about, t0, now }, report);
}

async function planOf(configFile: string, variables: Variables): Promise<Outcome<Plan>> {
  const exists = await access(configFile).then(
    () => true,
    () => false,
  );
  if (!exists) return loaded(await loadPlan(SHIPPED_PLAN));
  const config = await loadConfig(configFile, variables);
  if (!config.ok) return refuse("invalid", problemText(config.problems));
  return loaded(await loadPlan(planFileOf(config.value, configFile) ?? SHIPPED_PLAN));
}

function loaded(plan: Awaited<ReturnType<typeof loadPlan>>): Outcome<Plan> {
  return plan.ok ? accept(plan.value) : refuse("invalid", problemText(plan.problems));
}
