import { formatValue, formatWritten } from "../../measure/format.ts";
import type { Plan } from "../../plan/plan.ts";
import { scheduleOf } from "../../plan/schedule.ts";
import { actorName } from "../../room/actor.ts";
import { isClosed, type CheckpointRecord } from "../../room/checkpoint.ts";
import { recordStandings, type FieldStanding } from "../../room/form/field-standing.ts";
import { decisionsOf, formOf, statusSetOf } from "../../room/form/form.ts";
import { stamp, stampT } from "../dates.ts";
import { tableOf, text, type Block } from "../document.ts";
import type { ReportInput } from "../inputs.ts";

const TONE = { good: "good", warn: "warning", unknown: "not known", bad: "bad" } as const;

/** Every checkpoint within what the report speaks of, and each gate's form as it was measured and answered. */
export function checkpointBlocks({ plan, room, t0, range, due }: ReportInput): readonly Block[] {
  const scheduled = scheduleOf(plan, t0).checkpoints.filter(({ at }) => at >= t0 && at <= due);
  const rows = scheduled.map(({ id, label, at }) => {
    const record = room.checkpoints[id];
    return [
      label,
      stampT(at, t0),
      record ? stateOf(record) : at <= range.to ? "not opened" : "not due yet",
      ...decisionCells(plan, record),
    ];
  });
  const decided = scheduled.filter(({ id }) => isDecided(room.checkpoints[id])).length;
  const forms = scheduled
    .filter(({ kind }) => kind === "gate")
    .flatMap(({ id }) => (room.checkpoints[id] ? [formTable(plan, room.checkpoints[id])] : []));
  return [
    text(`${decided} of ${scheduled.length} checkpoints are decided.`),
    tableOf(
      {
        caption: "Checkpoints",
        columns: ["Checkpoint", "Due", "State", "Worst field", "Decision", "By", "Why"],
        none: "the plan has no checkpoint here.",
      },
      rows,
    ),
    ...forms,
  ];
}

function isDecided(record: CheckpointRecord | undefined): boolean {
  return record !== undefined && isClosed(record);
}

function stateOf(record: CheckpointRecord): string {
  if (isClosed(record)) return "decided";
  if (record.decision) return "waits for a second signature";
  return record.entry ? "filled in" : "open";
}

function decisionCells(plan: Plan, record: CheckpointRecord | undefined): readonly string[] {
  const tone = record?.entry ? TONE[record.entry.tone] : "-";
  if (!record?.decision) return [tone, "-", "-", "-"];
  const { decision, by, second, reason } = record.decision;
  const signed = second ? `${actorName(by)}, ${actorName(second.by)}` : actorName(by);
  return [tone, decisionLabel(plan, record.form, decision), signed, reason || "-"];
}

export function decisionLabel(plan: Plan, formId: string, decision: string): string {
  const form = formOf(plan, formId);
  return (form && decisionsOf(plan, form).find(({ id }) => id === decision)?.label) ?? decision;
}

function formTable(plan: Plan, record: CheckpointRecord): Block {
  const form = formOf(plan, record.form);
  const standings = form ? recordStandings(plan, form, record) : [];
  const by = record.entry
    ? `, entry ${record.entry.revision} by ${actorName(record.entry.by)}`
    : ", nobody's entry yet";
  return tableOf(
    {
      caption: `${record.label}, opened ${stamp(record.openedAt)}${by}`,
      columns: ["Field", "Measured", "Verdict", "Said", "Word", "Why it differs"],
      none: "the plan has no such form any more.",
    },
    standings.map((standing) => fieldRow(plan, standing)),
  );
}

function fieldRow(plan: Plan, { field, filled, answer, status }: FieldStanding): readonly string[] {
  const evidence = filled?.evidence ?? null;
  const measured = evidence ? formatValue(evidence.value, evidence.unit) : "-";
  const at = filled?.peakAt === null || filled?.peakAt === undefined ? "" : ` at ${stamp(filled.peakAt)}`;
  const trend = filled?.trend ? `, ${filled.trend}` : "";
  const word = statusSetOf(plan, field)?.choices.find(({ id }) => id === status)?.label ?? "-";
  return [
    field.label,
    `${measured}${at}${trend}`,
    evidence ? `${evidence.verdict.replace("_", " ")} (${evidence.grade})` : "-",
    said(answer, evidence?.unit ?? ("unit" in field ? field.unit : "")),
    word,
    answer?.reason || "-",
  ];
}

function said(answer: FieldStanding["answer"], unit: string): string {
  if (!answer) return "-";
  if (answer.unknown) return "not known";
  if (answer.number !== null) return formatWritten(answer.number, unit);
  return answer.text || "-";
}
