import type { Shows } from "../plan/reports.ts";
import { actorName } from "../room/actor.ts";
import { textKey } from "../room/written.ts";
import { worstVerdict } from "../measure/judge.ts";
import { rangeWords, stamp } from "./dates.ts";
import { missing, text, type Block, type Report, type Said, type Section } from "./document.ts";
import type { ReportInput } from "./inputs.ts";
import { EVIDENCE_SECTION, plannedSections, SUMMARY_SECTION, type PlannedSection } from "./section-ids.ts";
import { checklistBlocks } from "./sections/checklist.ts";
import { checkpointBlocks } from "./sections/checkpoints.ts";
import { decisionBlocks, goNoGoBlocks } from "./sections/decisions.ts";
import * as figures from "./sections/figures.ts";
import * as sprint from "./sections/sprint.ts";
import * as trouble from "./sections/trouble.ts";

type Asked = NonNullable<PlannedSection["content"]>;

/** What answers each thing that a plan may ask a report to show. */
const SHOWN: Readonly<Record<Shows, (input: ReportInput, asked: Asked) => readonly Block[]>> = {
  checkpoints: checkpointBlocks,
  go_no_go: goNoGoBlocks,
  decisions: decisionBlocks,
  figures: figures.figureBlocks,
  budget: figures.budgetBlocks,
  criteria: figures.criteriaBlocks,
  business: figures.businessBlocks,
  baseline: figures.baselineBlocks,
  transition: figures.transitionBlocks,
  tasks: sprint.taskBlocks,
  impacts: sprint.impactBlocks,
  timeline: sprint.timelineBlocks,
  alerts: trouble.alertBlocks,
  incidents: trouble.incidentBlocks,
  checklist: checklistBlocks,
  actions: sprint.actionBlocks,
  team: sprint.teamBlocks,
};

/** The report from its evidence, at any time: a draft until the time it speaks of is over. Pure: the same input, the same report. */
export function buildReport(input: ReportInput): Report {
  const { plan, report, rollout, room, events, range, due } = input;
  const sections: readonly Section[] = [
    { id: SUMMARY_SECTION, title: "Summary", blocks: summaryBlocks(input) },
    ...plannedSections(report).map(({ id, title, content }) => ({
      id,
      title,
      blocks: content
        ? content.shows.flatMap((shows) => SHOWN[shows](input, content))
        : [missing("Holdpoint measures nothing for this; a person writes it.")],
    })),
    { id: EVIDENCE_SECTION, title: "Evidence", blocks: evidenceBlocks(input) },
  ].map((section) => withText(section, room.written.texts[textKey(report.id, section.id)]));
  return {
    ...{ id: report.id, file: report.file, title: report.label, rollout: `${rollout.name}, version ${plan.version}` },
    ...{ kind: rollout.kind, range, due, sections },
    draft: room.launch.start === null || range.to < due,
    log: { seq: room.seq, hash: events.at(-1)?.hash ?? "" },
  };
}

/** Where only a person can answer, their text is the answer. */
function withText(
  section: Omit<Section, "said">,
  written:
    | {
        readonly text: string;
        readonly by: Parameters<typeof actorName>[0];
        readonly at: number;
        readonly revision: number;
      }
    | undefined,
): Section {
  if (!written || written.text === "") return { ...section, said: null };
  const said: Said = { text: written.text, by: actorName(written.by), at: written.at, revision: written.revision };
  const onlyMissing = section.blocks.every(({ kind }) => kind === "missing");
  return { ...section, said, blocks: onlyMissing ? [] : section.blocks };
}

function summaryBlocks({ plan, room, range, due, figures: all, joined, budget }: ReportInput): readonly Block[] {
  if (!room.launch.start) return [missing(`the rollout is not started. The report is due ${stamp(due)}.`)];
  const headlines = all.filter(({ metric }) => plan.headlines.includes(metric));
  const met = joined.criteria.filter(({ verdict }) => verdict === "PASS").length;
  const worst = worstVerdict(headlines.map(({ verdict }) => verdict)).replace("_", " ");
  return [
    text(`Headline metrics over ${rangeWords(range)}: ${worst} at worst.`),
    ...(joined.criteria.length > 0 ? [text(`${met} of ${joined.criteria.length} success criteria are met.`)] : []),
    ...(budget === null ? [] : [text(budget)]),
  ];
}

function evidenceBlocks({ room, events, range, signedHead }: ReportInput): readonly Block[] {
  const hash = events.at(-1)?.hash ?? "";
  if (hash === "") return [missing("the log is empty.")];
  return [
    text(
      `Figures are measured over ${rangeWords(range)}, from merged counts and merged sketches, and judged by the plan's limits.`,
    ),
    text(
      `The log had ${room.seq} events when this was made; the hash of the last is ${hash}. "holdpoint verify-log" checks every row against it.`,
    ),
    ...(signedHead === null
      ? [
          text(
            "It carries no signed head: there was none, or the log had been changed in the database. See verify-log.",
          ),
        ]
      : [
          text(
            `Signed head: ${signedHead}. "holdpoint verify-log --since" proves that the log still holds all of this.`,
          ),
        ]),
  ];
}
