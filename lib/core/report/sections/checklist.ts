import { stamp } from "../dates.ts";
import { tableOf, text, type Block, type Cell } from "../document.ts";
import type { ReportInput } from "../inputs.ts";
import type { ChecklistItemStanding, ChecklistState } from "../../room/closing/checklist-standing.ts";

const WORDS: Readonly<Record<ChecklistState, string>> = { proven: "done, proven", ticked: "done, said", open: "open" };

/** The final checklist: what Holdpoint knows, what people say, and what is open. */
export function checklistBlocks({ joined }: ReportInput): readonly Block[] {
  const items = joined.checklist.flatMap((group) => group.items);
  const done = items.filter(({ state }) => state !== "open").length;
  const rows = joined.checklist.flatMap((group) => group.items.map((item) => rowOf(group.label, item)));
  return [
    ...(items.length > 0 ? [text(`${done} of ${items.length} items of the final checklist are done.`)] : []),
    tableOf(
      {
        caption: "Final checklist",
        columns: ["Group", "Item", "State", "What shows it"],
        none: "the plan has no checklist.",
      },
      rows,
    ),
  ];
}

function rowOf(group: string, { label, state, sentence, tick }: ChecklistItemStanding): readonly Cell[] {
  const words = tick && state === "ticked" ? `${sentence} (${stamp(tick.at)})` : sentence;
  const link = state === "ticked" ? (tick?.link ?? null) : null;
  return [group, label, WORDS[state], link === null ? words : { text: words, href: link }];
}
