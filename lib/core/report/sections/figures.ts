import { formatCount, formatValue, formatWritten } from "../../measure/format.ts";
import { limitWords } from "../../measure/limit.ts";
import type { Plan } from "../../plan/plan.ts";
import { ownT0, scheduleOf } from "../../plan/schedule.ts";
import { endMs } from "../../plan/when.ts";
import { actorName } from "../../room/actor.ts";
import { isConfirmed } from "../../room/closing/close-out.ts";
import type { Evidence } from "../../room/evidence.ts";
import { stamp, stampT } from "../dates.ts";
import { missing, NO_DATA_YET, tableOf, text, type Block } from "../document.ts";
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

/** Figures of the business, as people gave them or systems sent them; else what an entry of a checkpoint said. */
export function businessBlocks({ plan, figures, joined }: ReportInput): readonly Block[] {
  const rows = joined.business.map(({ metric, evidence, source, speaksFor, baseline }) => {
    const typed = figures.find((figure) => figure.metric === metric && isManual(plan, metric));
    const shown = evidence.value === null && typed ? typed : evidence;
    const { label, value, unit, word } = shown;
    return [
      label,
      formatValue(value, unit),
      baseline === null ? "-" : formatValue(baseline, unit),
      limitOf(plan, metric),
      value === null ? NO_DATA_YET : word,
      source ?? (value === null ? "-" : "a checkpoint's entry"),
      speaksFor === null ? "-" : stamp(speaksFor),
    ];
  });
  return [
    tableOf(
      {
        caption: "Business metrics",
        columns: ["Metric", "Value", "At T0", "Target", "Verdict", "Source", "Speaks for"],
        none: "the plan has no business metric.",
      },
      rows,
    ),
  ];
}

function isManual(plan: Plan, metric: string): boolean {
  return plan.metrics.some(({ id, formula }) => id === metric && formula.kind === "manual");
}

export function criteriaBlocks({ joined }: ReportInput): readonly Block[] {
  const passed = joined.criteria.filter(({ verdict }) => verdict === "PASS").length;
  return [
    text(`${passed} of ${joined.criteria.length} success criteria are met. ${joined.criteriaNote}`),
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
export function baselineBlocks({ plan, room, figures, joined, t0 }: ReportInput): readonly Block[] {
  const { baseline } = plan;
  const recorded = (room.launch.start?.baseline ?? []).map((figure) => figureRow(plan, figure));
  const blocks: Block[] = [
    tableOf(
      { caption: "Recorded at T0", columns: COLUMNS, none: "the baseline is recorded when the rollout starts." },
      recorded,
    ),
  ];
  const { baseline: stored } = room.closing.closeOut;
  if (stored)
    blocks.push(
      tableOf(
        {
          caption: `Stored as the production baseline, ${stamp(stored.at)}`,
          columns: COLUMNS,
          none: "nothing was measured.",
        },
        stored.figures.map((figure) => figureRow(plan, figure)),
      ),
    );
  if (!baseline) return blocks;
  const rows = baseline.figures.map(({ label, metric, op, value, unit }) => {
    const given = joined.business.find((figure) => figure.metric === metric)?.evidence;
    const found = given ?? figures.find((figure) => figure.metric === metric);
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

function stabilisedBlock({ closing: { closeOut } }: ReportInput["room"]): Block {
  const { confirmation } = closeOut;
  if (!confirmation || !isConfirmed(closeOut)) return missing("the stabilisation is not confirmed.");
  const second = confirmation.second ? ` and ${actorName(confirmation.second.by)}` : "";
  const against = confirmation.against.length === 0 ? "" : ` Against it spoke: ${confirmation.against.join("; ")}.`;
  return text(
    `The stabilisation is confirmed by ${actorName(confirmation.by)}${second}, ${stamp(confirmation.at)}: ${confirmation.reason}${against}`,
  );
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
    stabilisedBlock(room),
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
