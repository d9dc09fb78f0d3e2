import { scheduleOf } from "../../plan/schedule.ts";
import { dateOf } from "../../plan/when.ts";
import { actorName } from "../../room/actor.ts";
import { isConfirmed } from "../../room/closing/close-out.ts";
import { roleLabel } from "../../room/deciding.ts";
import { expectedWords, impactValue, measureOf } from "../../sprint/impact.ts";
import { lastDay } from "../../sprint/sprint-now.ts";
import { GOAL_WORDS } from "../../sprint/success.ts";
import { afterT0, stamp } from "../dates.ts";
import { missing, NO_DATA_YET, tableOf, text, type Block } from "../document.ts";
import type { ReportInput } from "../inputs.ts";
import type { PlannedSection } from "../section-ids.ts";

type Asked = NonNullable<PlannedSection["content"]>;

/** Tasks with what they were to deliver, and what came of them. */
export function taskBlocks({ plan, joined }: ReportInput, { stream }: Asked): readonly Block[] {
  const tasks = joined.tasks.filter((task) => stream === undefined || task.stream === stream);
  const rows = tasks.map(({ label, from, to, deliverable, state, result, link }) => [
    label,
    `${dateOf(from)} to ${lastDay(to)}`,
    deliverable,
    state,
    link === null ? (result ?? NO_DATA_YET) : { text: result ?? link, href: link },
  ]);
  const named = plan.sprint?.streams.find(({ id }) => id === stream);
  const goals = named ? [text(`${named.label}: ${named.purpose}`)] : [];
  const delivered = tasks.filter(({ isDelivered }) => isDelivered).length;
  return [
    ...goals,
    ...(tasks.length > 0 ? [text(`${delivered} of ${tasks.length} tasks are delivered.`)] : []),
    tableOf(
      { caption: "Tasks", columns: ["Task", "Days", "Deliverable", "State", "Result"], none: "the plan has no tasks." },
      rows,
    ),
  ];
}

/** What was expected to change, and what did. */
export function impactBlocks({ plan, joined }: ReportInput, asked: Asked): readonly Block[] {
  const { sprint } = plan;
  if (!sprint) return [missing("the plan has no sprint.")];
  const { stream, measures } = asked;
  const rows = joined.goals
    .filter((group) => stream === undefined || group.stream === stream)
    .flatMap(({ goals }) => goals)
    .filter(({ measure }) => !measures || (measure !== null && measures.includes(measure)))
    .map(({ label, measure, expected, actual, state }) => [
      label,
      measure === null ? "-" : (measureOf(plan, measure)?.label ?? measure),
      expected ?? "-",
      actual,
      GOAL_WORDS[state],
    ]);
  return [
    tableOf(
      {
        caption: "Expected and actual",
        columns: ["Goal", "Measure", "Expected", "Actual", "State"],
        none: "no goal is about this.",
      },
      rows,
    ),
    ...taskImpacts({ plan, joined }, asked),
  ];
}

function taskImpacts(
  { plan, joined }: Pick<ReportInput, "plan" | "joined">,
  { stream, measures }: Pick<Asked, "stream" | "measures">,
): readonly Block[] {
  const rows = (plan.sprint?.streams ?? [])
    .filter(({ id }) => stream === undefined || id === stream)
    .flatMap(({ tasks }) => tasks)
    .flatMap((task) => task.impacts.map((impact) => ({ id: task.id, label: task.label, impact })))
    .filter(({ impact }) => !measures || measures.includes(impact.measure))
    .map(({ id, label, impact }) => {
      const actual = joined.impacts.find((one) => one.task === id && one.measure === impact.measure);
      return [
        ...[label, measureOf(plan, impact.measure)?.label ?? impact.measure, expectedWords(plan, impact)],
        actual ? impactValue(plan, impact.measure, actual.value) : NO_DATA_YET,
        actual?.source ?? "-",
      ];
    });
  return rows.length === 0
    ? []
    : [
        tableOf(
          {
            caption: "What each task is to bring, and brought",
            columns: ["Task", "Measure", "Expected", "Actual", "Said by"],
            none: "",
          },
          rows,
        ),
      ];
}

/** Phases, milestones and every move of T0, in order. */
export function timelineBlocks({ plan, room, t0, joined }: ReportInput): readonly Block[] {
  const { phases, milestones, movedMs } = scheduleOf(plan, t0);
  const { frozen, confirmation } = room.closing.closeOut;
  const confirmed = new Map(joined.milestones.map(({ id, confirmedAt }) => [id, confirmedAt]));
  const became = (id: string): string => {
    const at = confirmed.get(id) ?? null;
    return at === null ? "not confirmed" : `confirmed ${stamp(at)}`;
  };
  const entries = [
    ...phases.map(({ label, from }) => ({ at: from, what: `${label} begins`, came: "-" })),
    ...milestones.map(({ id, label, at }) => ({ at, what: label, came: became(id) })),
    ...room.launch.moves.map(({ at, reason }) => ({ at, what: `T0 moved: ${reason}`, came: "-" })),
    ...(frozen ? [{ at: frozen.at, what: "The success criteria are frozen", came: "-" }] : []),
    ...(confirmation && isConfirmed(room.closing.closeOut)
      ? [{ at: confirmation.at, what: `Stabilisation confirmed by ${actorName(confirmation.by)}`, came: "-" }]
      : []),
  ].sort((a, b) => a.at - b.at);
  const rows = entries.map(({ at, what, came }) => [stamp(at), afterT0(at, t0), what, came]);
  const moved =
    movedMs === 0 ? [] : [text(`All dates stand ${afterT0(t0 + movedMs, t0).slice(1)} from the plan's own.`)];
  return [
    ...moved,
    tableOf(
      { caption: "Timeline", columns: ["When", "From T0", "What", "State"], none: "the plan has no dates." },
      rows,
    ),
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
