import type { Problem } from "../../config/problems.ts";
import type { CrossCheck } from "../../config/sound-part.ts";
import { wantedChannels } from "../../notify/preflight-channel.ts";
import { ON_CALL_ROLES } from "../../room/checks.ts";
import type { Plan } from "../plan.ts";
import { recurringDates } from "../schedule.ts";
import { durationMs } from "../when.ts";

type Automatic = Extract<Plan["preflight"][number], { kind: "automatic" }>;
type Unmet = { readonly field: "atLeast" | "label" | "check"; readonly message: string };

function unmetChannels({ atLeast = 1, label }: Automatic): Unmet | null {
  const listed = wantedChannels({ label }).length;
  if (listed === 0)
    return {
      field: "label",
      message: "must list the channels to test after a colon, as in Channels tested: Slack, call",
    };
  const channels = listed === 1 ? "1 channel" : `${listed} channels`;
  return atLeast > listed ? { field: "atLeast", message: `is ${atLeast}, but the label lists ${channels}` } : null;
}

function unmet(item: Automatic, { people, segments }: Plan): Unmet | null {
  switch (item.check) {
    case "channels_tested":
      return unmetChannels(item);
    case "on_call_complete":
      return people.escalation.length < ON_CALL_ROLES
        ? {
            field: "check",
            message: `needs ${ON_CALL_ROLES} roles under people.escalation, which has ${people.escalation.length}`,
          }
        : null;
    case "roles_present":
      return people.shifts.length === 0
        ? { field: "check", message: "needs a first shift under people.shifts, which has none" }
        : null;
    case "segments_reporting":
      return segments.length === 0 ? { field: "check", message: "needs segments, and the plan has none" } : null;
    case "configuration_valid":
    case "displays_connected":
    case "metric_arriving":
    case "metric_within_limit":
    case "metric_under_load":
    case "poll_is_go":
      return null;
    default:
      return item.check satisfies never;
  }
}

/** Pre-flight items that could only ever be waived: they ask for more than the plan has. */
function unmetItems(plan: Plan): readonly Problem[] {
  return plan.preflight.flatMap((item, i) => {
    const found = item.kind === "automatic" ? unmet(item, plan) : null;
    return found ? [{ path: ["preflight", i, found.field], message: found.message }] : [];
  });
}

/** Burn rules that never fire: the budget cannot burn faster than when everything fails. */
function unreachedBurns({ alerts, errorBudget }: Plan): readonly Problem[] {
  return alerts.flatMap((rule, i): readonly Problem[] => {
    if (rule.kind !== "burn_rate") return [];
    const path = ["alerts", i];
    if (durationMs(rule.short) >= durationMs(rule.long))
      return [{ path: [...path, "short"], message: `must be shorter than long, which is ${rule.long}` }];
    if (errorBudget === undefined) return [];
    const most = 100 / (100 - errorBudget.target);
    const tooLong = durationMs(rule.long) > durationMs(errorBudget.over);
    return [
      ...(tooLong
        ? [{ path: [...path, "long"], message: `is ${rule.long}, longer than the error budget's ${errorBudget.over}` }]
        : []),
      // a target such as 99.9 is no exact binary fraction
      ...(rule.factor > most * (1 + 1e-9)
        ? [
            {
              path: [...path, "factor"],
              message: `is ${rule.factor}, but with a target of ${errorBudget.target} % the budget burns at most ${Number(most.toPrecision(6))} times as fast as it may`,
            },
          ]
        : []),
    ];
  });
}

function lapsedAtOnce({ poll }: Plan): readonly Problem[] {
  return durationMs(poll.lapseAfter) > 0
    ? []
    : [{ path: ["poll", "lapseAfter"], message: "must be longer than nothing: every vote would lapse as it is given" }];
}

function dayless({ recurring }: Plan): readonly Problem[] {
  return recurring.flatMap((each, i) =>
    each.on === undefined || Date.parse(each.to) < Date.parse(each.from) || recurringDates(each).length > 0
      ? []
      : [{ path: ["recurring", i, "on"], message: `names no day between ${each.from} and ${each.to}` }],
  );
}

/** What a plan asks for and can never have, since another of its parts bounds it. */
export const REACH: readonly CrossCheck<Plan>[] = [
  { needs: ["people", "segments"], find: unmetItems },
  { needs: ["errorBudget"], find: unreachedBurns },
  { needs: ["poll"], find: lapsedAtOnce },
  { needs: [], find: dayless },
];
