import { placeText } from "../../config/place.ts";
import { isIn, isWhole, originalPath, type SoundPart } from "../../config/sound-part.ts";
import type { Plan } from "../plan.ts";
import {
  cadenceHasNoCheckpoint,
  checkpointDateDisagreesWithOffset,
  documentDateDisagreesWithCheckpoint,
  progressStatedWrong,
  windowHeadingDisagrees,
} from "./checkpoint-rules.ts";
import { delayMovesOnlyPart } from "./delay-rules.ts";
import type { Finding, Rule } from "./finding.ts";
import { limitIncomplete, mixedQuantities } from "./quantity-rules.ts";
import { recurringTimeConflict } from "./recurring-rules.ts";
import { nobodyLeads } from "./shift-rules.ts";
import { durationDisagreesWithDates, incrementalOrCumulative, streamGoalDisagreesWithTasks } from "./sprint-rules.ts";

/** In the order of the decisions they led to. */
export const RULES: readonly Rule[] = [
  checkpointDateDisagreesWithOffset,
  progressStatedWrong,
  cadenceHasNoCheckpoint,
  recurringTimeConflict,
  documentDateDisagreesWithCheckpoint,
  windowHeadingDisagrees,
  durationDisagreesWithDates,
  incrementalOrCumulative,
  streamGoalDisagreesWithTasks,
  mixedQuantities,
  limitIncomplete,
  delayMovesOnlyPart,
  nobodyLeads,
];

const STALE = "acknowledgement-without-finding";

type Detail = Finding["details"][number];

/** Details by the "why" that covers their place; one place may be acknowledged once. */
function byReason(details: readonly Detail[], plan: Plan, rule: string): readonly Finding[] {
  const whyOf = (detail: Detail): string | null =>
    plan.acknowledged.find((entry) => entry.rule === rule && entry.places.includes(detail.place))?.why ?? null;
  const reasons = [...new Set(details.map(whyOf))];
  return reasons.map((acknowledged) => ({
    rule,
    acknowledged,
    details: details.filter((detail) => whyOf(detail) === acknowledged),
  }));
}

/** Acknowledgements that cover nothing any more would silently cover the next contradiction in the same place. */
function staleAcknowledgements(plan: Plan, findings: readonly Finding[]): readonly Finding[] {
  const found = new Set(findings.flatMap(({ rule, details }) => details.map(({ place }) => `${rule} ${place}`)));
  const details = plan.acknowledged.flatMap((entry, i) =>
    entry.places.flatMap((place, k) => {
      if (found.has(`${entry.rule} ${place}`)) return [];
      return [
        {
          place: placeText(plan, ["acknowledged", i, "places", k]),
          sentence: `${entry.rule} finds nothing at ${place}`,
        },
      ];
    }),
  );
  return details.length > 0 ? [{ rule: STALE, acknowledged: null, details }] : [];
}

/**
 * Everything the plan says twice and not the same, by rule. What the plan acknowledges carries its "why"; a place that no
 * acknowledgement names is raised on its own, also where others of the same rule are acknowledged.
 */
export function lintPlan(plan: Plan): readonly Finding[] {
  const findings = lintPart({ value: plan, document: plan, lost: [] });
  return [...findings, ...staleAcknowledgements(plan, findings)];
}

/** The same of a plan of which not all is well-formed: by the rules whose parts are whole. */
export function lintPart(part: SoundPart<Plan>): readonly Finding[] {
  if (!isWhole(part, "acknowledged")) return [];
  return RULES.filter(({ needs }) => needs.every((field) => isWhole(part, field))).flatMap(({ name, find }) => {
    const details = find(part.value)
      .map(({ path, sentence }) => ({ path: originalPath(part, path), sentence }))
      .filter(({ path }) => !isIn(path, part.lost))
      .map(({ path, sentence }) => ({ place: placeText(part.document, path), sentence }));
    return byReason(details, part.value, name);
  });
}
