import { formatWritten } from "../../measure/format.ts";
import type { Plan } from "../../plan/plan.ts";
import { momentWordsFrom } from "../../time-words.ts";
import type { EpochMs } from "../../time.ts";
import { roleLabel } from "../deciding.ts";
import type { FinalCriterion } from "./close-out.ts";
import type { ClosingEvent } from "./closing.ts";

type About = { readonly plan: Plan; readonly at: EpochMs };

/** What was typed in, answered, frozen, confirmed or ticked, in one sentence. */
export function closingSentence(event: ClosingEvent, { plan, at }: About): string {
  switch (event.type) {
    case "figure_given": {
      const metric = plan.metrics.find(({ id }) => id === event.metric);
      const value = formatWritten(event.value, metric?.unit ?? "");
      return `${metric?.label ?? event.metric} is ${value} for ${momentWordsFrom(at, event.speaksFor)}, from ${event.source}${tail(event.note)}`;
    }
    case "confidence_given":
      return `${roleLabel(plan, event.role)} is ${formatWritten(event.percent, "%")} sure${tail(event.note)}`;
    case "criteria_frozen":
      return `The success criteria are frozen: ${verdictCounts(event.criteria)}.`;
    case "criterion_settled":
      return `${event.final.label} is settled: ${VERDICT_WORD[event.final.verdict]}. ${event.final.reason}`;
    case "stabilisation_confirmed": {
      const second = event.needsSecond ? " It waits for a second signature." : "";
      return `Production stabilisation is confirmed${tail(event.reason)}${second}`;
    }
    case "stabilisation_seconded":
      return "The confirmation of the stabilisation has its second signature.";
    case "stabilisation_declined":
      return `The confirmation of the stabilisation is declined: ${event.reason}`;
    case "baseline_stored":
      return `The production baseline is stored, of ${event.figures.length === 1 ? "1 metric" : `${event.figures.length} metrics`}; what comes is held against it.`;
    case "checklist_ticked":
      return `${itemLabel(plan, event)} is ticked${tail([event.note, event.link ?? ""].filter(Boolean).join(" "))}`;
    case "checklist_unticked":
      return `${itemLabel(plan, event)} is open again: ${event.reason}`;
    default:
      return event satisfies never;
  }
}

const VERDICT_WORD = { PASS: "met", WARN: "not met", FAIL: "failed", NO_DATA: "no data" } as const;

/** "7 of 9 met, 2 without data". */
export function verdictCounts(criteria: readonly Pick<FinalCriterion, "verdict">[]): string {
  const of = (verdict: FinalCriterion["verdict"]): number => criteria.filter((one) => one.verdict === verdict).length;
  const others = [
    of("FAIL") > 0 ? `${of("FAIL")} failed` : "",
    of("WARN") > 0 ? `${of("WARN")} short of the target` : "",
    of("NO_DATA") > 0 ? `${of("NO_DATA")} without data` : "",
  ];
  return [`${of("PASS")} of ${criteria.length} met`, ...others].filter(Boolean).join(", ");
}

function itemLabel(plan: Plan, event: { readonly group: string; readonly item: string }): string {
  const group = plan.checklist.find(({ id }) => id === event.group);
  return group?.items.find(({ id }) => id === event.item)?.label ?? event.item;
}

/** ": what was said", or a full stop where nothing was. */
function tail(text: string): string {
  return text === "" ? "." : `: ${text}`;
}
