import { formatCount, formatValue, formatWritten } from "../../measure/format.ts";
import { limitWords } from "../../measure/limit.ts";
import type { Plan } from "../../plan/plan.ts";
import { ownT0, scheduleOf } from "../../plan/schedule.ts";
import { endMs } from "../../plan/when.ts";
import type { Evidence } from "../../room/evidence.ts";
import { stampT } from "../dates.ts";
import { missing, tableOf, text, type Block } from "../document.ts";
import type { ReportInput } from "../inputs.ts";

const COLUMNS = ["Metric", "Value", "95 % interval", "n", "Coverage", "Limit", "Verdict", "Evidence"];

/** The headlines over the whole range, and how each went. */
export function figureBlocks({ plan, figures, charts }: ReportInput): readonly Block[] {
  const wanted = plan.headlines.flatMap((id) => figures.find(({ metric }) => metric === id) ?? []);
  const charted = charts.map((chart) =>
    chart.values.some((value) => value !== null) ? chart : missing(`${chart.caption} was not measured.`),
  );
  return [
    tableOf(
      { caption: "Measured over the whole time", columns: COLUMNS, none: "nothing is measured." },
      wanted.map((figure) => figureRow(plan, figure)),
    ),
    ...charted,
  ];
}

export function budgetBlocks({ budget }: ReportInput): readonly Block[] {
  return [budget === null ? missing("the error budget begins at T0.") : text(budget)];
}

/** Metrics that people type in: what the newest entry said. */
export function businessBlocks({ plan, figures }: ReportInput): readonly Block[] {
  const ids = new Set(plan.metrics.filter(({ formula }) => formula.kind === "manual").map(({ id }) => id));
  const all = figures.filter(({ metric }) => ids.has(metric));
  const rows = all.map(({ label, metric, value, unit, verdict }) => [
    label,
    formatValue(value, unit),
    limitOf(plan, metric),
    value === null ? "No data yet" : verdict.replace("_", " "),
  ]);
  return [
    tableOf(
      {
        caption: "Business metrics, as people reported them",
        columns: ["Metric", "Value", "Target", "Verdict"],
        none: "the plan has no business metric.",
      },
      rows,
    ),
  ];
}

export function criteriaBlocks({ joined }: ReportInput): readonly Block[] {
  const passed = joined.criteria.filter(({ verdict }) => verdict === "PASS").length;
  return [
    text(`${passed} of ${joined.criteria.length} success criteria are met.`),
    tableOf(
      {
        caption: "Success criteria",
        columns: ["Criterion", "Measured", "Verdict", "Reason"],
        none: "the plan has no criteria.",
      },
      joined.criteria.map(({ label, measured, verdict, reason }) => [
        label,
        measured,
        verdict.replace("_", " "),
        reason,
      ]),
    ),
  ];
}

/** What was recorded at T0, what the plan says of the baseline, and what was measured since. */
export function baselineBlocks({ plan, room, figures, t0 }: ReportInput): readonly Block[] {
  const { baseline } = plan;
  const recorded = (room.launch.start?.baseline ?? []).map((figure) => figureRow(plan, figure));
  const blocks: Block[] = [
    tableOf(
      { caption: "Recorded at T0", columns: COLUMNS, none: "the baseline is recorded when the rollout starts." },
      recorded,
    ),
  ];
  if (!baseline) return blocks;
  const rows = baseline.figures.map(({ label, metric, op, value, unit }) => {
    const found = figures.find((figure) => figure.metric === metric);
    return [
      label,
      `${op === "=" ? "" : `${op} `}${formatWritten(value, unit)}`,
      found ? formatValue(found.value, found.unit) : "no data",
    ];
  });
  const confirmed = endMs(baseline.confirmedAt, ownT0(plan)) + (t0 - ownT0(plan));
  return [
    ...blocks,
    tableOf(
      {
        caption: "Production baseline",
        columns: ["Figure", "The plan expects", "Measured"],
        none: "the plan names no figure.",
      },
      rows,
    ),
    text(
      `It is confirmed by ${stampT(confirmed, t0)}${baseline.confidence ? `; confidence the plan asks for: ${baseline.confidence}` : ""}.`,
    ),
  ];
}

export function limitOf(plan: Plan, metric: string): string {
  const limit = plan.limits.find((candidate) => candidate.metric === metric);
  const unit = plan.metrics.find(({ id }) => id === metric)?.unit;
  return limit && unit ? limitWords(limit.pass, unit) : "none";
}

function figureRow(
  plan: Plan,
  { label, metric, value, low, high, unit, n, coverage, verdict, grade }: Evidence,
): readonly string[] {
  const interval =
    low === null && high === null
      ? "-"
      : `${formatValue(low, unit)} to ${high === null ? "above" : formatValue(high, unit)}`;
  return [
    label,
    formatValue(value, unit),
    interval,
    formatCount(n),
    formatValue(coverage, "%"),
    limitOf(plan, metric),
    verdict.replace("_", " "),
    grade,
  ];
}

/** What follows the watched hours, and what must be so for it. */
export function transitionBlocks({ plan, room, t0, report }: ReportInput): readonly Block[] {
  const end = scheduleOf(plan, t0);
  const windowEnd = t0 + end.intensiveMs;
  const rows = end.phases
    .filter(({ to }) => to > windowEnd)
    .map(({ label, from, to }) => [label, stampT(from, t0), stampT(to, t0)]);
  const gate = report.gate === undefined ? undefined : room.checkpoints[report.gate];
  const decided = gate?.decision ? [] : [missing("the gate that closes this is not decided.")];
  return [
    ...decided,
    tableOf(
      { caption: "What comes next", columns: ["Phase", "From", "To"], none: "the plan has no later phase." },
      rows,
    ),
    ...(plan.success.whenMet.length > 0
      ? [
          text("When all criteria are met:"),
          { kind: "list", items: plan.success.whenMet.map(({ label }) => label) } as const,
        ]
      : []),
  ];
}
