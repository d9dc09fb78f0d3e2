import { formatWritten } from "../../measure/format.ts";
import type { Impact } from "../../plan/sprint.ts";
import { scheduleOf } from "../../plan/schedule.ts";
import { roleLabel } from "../../room/deciding.ts";
import { afterT0, stamp, stampT } from "../dates.ts";
import { missing, tableOf, text, type Block } from "../document.ts";
import type { ReportInput } from "../inputs.ts";
import type { PlannedSection } from "../section-ids.ts";

type Asked = NonNullable<PlannedSection["content"]>;
const NOT_YET = "No data yet";

/** Tasks with what they were to deliver, and what came of them. */
export function taskBlocks({ plan, joined }: ReportInput, { stream }: Asked): readonly Block[] {
  const tasks = joined.tasks.filter((task) => stream === undefined || task.stream === stream);
  const rows = tasks.map(({ label, from, to, deliverable, state, result, link }) => [
    label,
    `${stamp(from).slice(0, 10)} to ${stamp(to - 1).slice(0, 10)}`,
    deliverable,
    state ?? NOT_YET,
    link === null ? (result ?? NOT_YET) : { text: result ?? link, href: link },
  ]);
  const named = plan.sprint?.streams.find(({ id }) => id === stream);
  const goals = named ? [text(`${named.label}: ${named.purpose}`)] : [];
  return [
    ...goals,
    tableOf(
      { caption: "Tasks", columns: ["Task", "Days", "Deliverable", "State", "Result"], none: "the plan has no tasks." },
      rows,
    ),
  ];
}

/** What was expected to change, and what did. */
export function impactBlocks({ plan, joined }: ReportInput, { stream, measures }: Asked): readonly Block[] {
  const { sprint } = plan;
  if (!sprint) return [missing("the plan has no sprint.")];
  const goals = [
    ...(stream === undefined ? sprint.goals.map((goal) => ({ stream: null, goal })) : []),
    ...sprint.streams
      .filter(({ id }) => stream === undefined || id === stream)
      .flatMap(({ id, goals: own }) => own.map((goal) => ({ stream: id, goal }))),
  ];
  const rows = goals.flatMap(({ stream: of, goal: { label, impact } }) => {
    if (impact === undefined || (measures && !measures.includes(impact.measure))) return [];
    const measure = sprint.measures.find(({ id }) => id === impact.measure);
    const actual = joined.impacts?.find((one) => one.measure === impact.measure && one.stream === of) ?? null;
    const unit = measure?.unit ?? "";
    return [
      [
        label,
        measure?.label ?? impact.measure,
        impactWords(impact, unit),
        actual ? formatWritten(actual.value, unit) : NOT_YET,
        actual?.source ?? "-",
      ],
    ];
  });
  const tasks = taskImpacts({ plan, joined }, { stream, measures });
  return [
    tableOf(
      {
        caption: "Expected and actual",
        columns: ["Goal", "Measure", "Expected", "Actual", "Source"],
        none: "no goal names a figure.",
      },
      rows,
    ),
    ...tasks,
  ];
}

function taskImpacts(
  { plan }: Pick<ReportInput, "plan" | "joined">,
  { stream, measures }: Pick<Asked, "stream" | "measures">,
): readonly Block[] {
  const rows = (plan.sprint?.streams ?? [])
    .filter(({ id }) => stream === undefined || id === stream)
    .flatMap(({ tasks }) => tasks)
    .flatMap((task) => task.impacts.map((impact) => ({ label: task.label, impact })))
    .filter(({ impact }) => !measures || measures.includes(impact.measure))
    .map(({ label, impact }) => {
      const measure = plan.sprint?.measures.find(({ id }) => id === impact.measure);
      return [label, measure?.label ?? impact.measure, impactWords(impact, measure?.unit ?? "")];
    });
  return rows.length === 0
    ? []
    : [tableOf({ caption: "What each task is to bring", columns: ["Task", "Measure", "Expected"], none: "" }, rows)];
}

const BASIS = { incremental: "more", cumulative: "in total", absolute: "" } as const;

function impactWords({ low, high, basis }: Impact, unit: string): string {
  const span =
    low === high ? formatWritten(low, unit) : `${formatWritten(low, "count")} to ${formatWritten(high, unit)}`;
  return `${span} ${BASIS[basis]}`.trim();
}

/** Phases, milestones and every move of T0, in order. */
export function timelineBlocks({ plan, room, t0 }: ReportInput): readonly Block[] {
  const { phases, milestones, movedMs } = scheduleOf(plan, t0);
  const entries = [
    ...phases.map(({ label, from }) => ({ at: from, what: `${label} begins` })),
    ...milestones.map(({ label, at }) => ({ at, what: label })),
    ...room.launch.moves.map(({ at, reason }) => ({ at, what: `T0 moved: ${reason}` })),
  ].sort((a, b) => a.at - b.at);
  const rows = entries.map(({ at, what }) => [stamp(at), afterT0(at, t0), what]);
  const moved =
    movedMs === 0 ? [] : [text(`All dates stand ${afterT0(t0 + movedMs, t0).slice(1)} from the plan's own.`)];
  return [
    ...moved,
    tableOf({ caption: "Timeline", columns: ["When", "From T0", "What"], none: "the plan has no dates." }, rows),
  ];
}

export function teamBlocks({ plan, room }: ReportInput): readonly Block[] {
  const rows = (plan.sprint?.staff ?? []).flatMap(({ label, people }) =>
    people.map((row) => [label, row.label, String(row.count), row.lead ? "lead" : ""]),
  );
  const total = (plan.sprint?.staff ?? []).flatMap(({ people }) => people).reduce((sum, { count }) => sum + count, 0);
  const held = Object.entries(room.roster.holders).map(([role, person]) => [roleLabel(plan, role), person.name]);
  return [
    tableOf(
      {
        caption: `Team, ${total} full-time`,
        columns: ["Team", "Work", "People", ""],
        none: "the plan names no staff.",
      },
      rows,
    ),
    tableOf({ caption: "Roles", columns: ["Role", "Held by"], none: "nobody holds a role." }, held),
  ];
}

export function alertBlocks({ room, t0, range }: ReportInput): readonly Block[] {
  const fired = Object.values(room.alerts)
    .filter(({ firedAt }) => firedAt < range.to)
    .sort((a, b) => a.firedAt - b.firedAt || (a.id < b.id ? -1 : 1));
  const rows = fired.map(({ label, worst, firedAt, resolved, sentence }) => [
    label,
    worst,
    stampT(firedAt, t0),
    resolved ? stamp(resolved.at) : "not over",
    resolved?.sentence ?? sentence,
  ]);
  if (rows.length === 0 && room.launch.start) return [text("No alert fired.")];
  return [
    tableOf(
      {
        caption: "Alerts",
        columns: ["Alert", "Worst", "From", "To", "What"],
        none: "alerts are watched for from the start on.",
      },
      rows,
    ),
  ];
}

export function incidentBlocks({ joined, t0 }: ReportInput): readonly Block[] {
  if (joined.incidents === null) return [missing("incidents are not counted.")];
  if (joined.incidents.length === 0) return [text("No incident.")];
  const rows = joined.incidents.map(({ label, critical, from, to, sentence }) => [
    label,
    critical ? "critical" : "not critical",
    stampT(from, t0),
    to === null ? "not over" : stamp(to),
    sentence,
  ]);
  return [tableOf({ caption: "Incidents", columns: ["Incident", "Severity", "From", "To", "What"], none: "" }, rows)];
}

export function actionBlocks({ plan, room }: ReportInput): readonly Block[] {
  const items = Object.values(room.actions).sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1));
  const rows = items.map(({ label, owner, due, closed }) => [
    label,
    roleLabel(plan, owner),
    stamp(due),
    closed ? `closed ${stamp(closed.at)}${closed.note ? `: ${closed.note}` : ""}` : "open",
  ]);
  return [
    tableOf(
      { caption: "Action items", columns: ["Item", "Owner", "Due", "State"], none: "no checkpoint raised an item." },
      rows,
    ),
  ];
}
