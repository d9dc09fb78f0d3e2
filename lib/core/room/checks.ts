import { formatCount } from "../measure/format.ts";
import { formatValue, formatWritten } from "../measure/format.ts";
import { baseOf } from "../measure/metric.ts";
import { channelTests } from "../notify/preflight-channel.ts";
import type { Plan } from "../plan/plan.ts";
import { durationMs } from "../plan/when.ts";
import type { EpochMs } from "../time.ts";
import { DAY_MS } from "../time.ts";
import type { Facts } from "./deciding.ts";
import { roleLabel } from "./deciding.ts";
import { pollStanding } from "./poll.ts";
import type { Room } from "./room.ts";

type AutomaticItem = Extract<Plan["preflight"][number], { kind: "automatic" }>;
export type CheckResult = { readonly ok: boolean; readonly sentence: string };
type Look = { readonly plan: Plan; readonly room: Room; readonly facts: Facts; readonly now: EpochMs };

/** A channel that was tried longer ago than this counts as untried. */
const CHANNEL_TEST_COUNTS_MS = DAY_MS;
/** Primary, secondary and escalation. */
export const ON_CALL_ROLES = 3;

/** What an automatic pre-flight item finds at this moment, in one sentence. Pure. */
export function checkItem(item: AutomaticItem, look: Look): CheckResult {
  switch (item.check) {
    case "configuration_valid":
      return look.facts.configuration;
    case "displays_connected":
      return enough(look.facts.displays, item.atLeast ?? 1, "paired display");
    case "roles_present":
      return rolesPresent(look);
    case "on_call_complete":
      return onCallComplete(look);
    case "channels_tested":
      return channelsTested(look, item);
    case "metric_arriving":
      return metricArriving(look, item.metric);
    case "metric_within_limit":
      return metricWithinLimit(look, item.metric);
    case "metric_under_load":
      return metricUnderLoad(look, item);
    case "segments_reporting":
      return segmentsReporting(look);
    case "poll_is_go":
      return pollIsGo(look);
    default:
      return item.check satisfies never;
  }
}

function enough(count: number, wanted: number, what: string): CheckResult {
  const are = count === 1 ? "is" : "are";
  return {
    ok: count >= wanted,
    sentence: `${count} ${what}${count === 1 ? "" : "s"} ${are} connected; ${wanted} wanted.`,
  };
}

/** The crews of the first shift: each role held, and its holder here. */
function rolesPresent({ plan, room }: Look): CheckResult {
  const [first] = plan.people.shifts;
  const crews = plan.people.crews.filter(({ id }) => first?.crews.includes(id));
  const roles = [...new Set(crews.flatMap((crew) => crew.roles))];
  if (roles.length === 0) return { ok: false, sentence: "The plan names no crew for the first shift." };
  const { holders, present } = room.roster;
  const empty = roles.filter((role) => !holders[role]);
  if (empty.length > 0) return { ok: false, sentence: `Nobody holds ${names(plan, empty)}.` };
  const absent = roles.filter((role) => present[holders[role]?.id ?? ""] === undefined);
  if (absent.length > 0) return { ok: false, sentence: `Not checked in yet: ${names(plan, absent)}.` };
  return { ok: true, sentence: `All ${roles.length} roles of the first shift are held and checked in.` };
}

function onCallComplete({ plan, room }: Look): CheckResult {
  const roles = plan.people.escalation.map(({ role }) => role);
  if (roles.length < ON_CALL_ROLES)
    return { ok: false, sentence: "The plan names no primary, secondary and escalation." };
  const empty = roles.filter((role) => !room.roster.holders[role]);
  if (empty.length > 0) return { ok: false, sentence: `Nobody is on call as ${names(plan, empty)}.` };
  return { ok: true, sentence: `On call in turn: ${names(plan, roles)}.` };
}

function channelsTested({ room, now }: Look, item: AutomaticItem): CheckResult {
  const wanted = item.atLeast ?? 1;
  const tests = channelTests(item, room.readiness);
  if (tests.length === 0)
    return { ok: false, sentence: "The plan does not say which channels: its label lists none after a colon." };
  const failed = tests.filter(({ test }) => test?.ok === false).map(({ channel }) => channel);
  if (failed.length > 0) return { ok: false, sentence: `Did not work when last tested: ${failed.join(", ")}.` };
  const fresh = tests
    .filter(({ test }) => test && now - test.at <= CHANNEL_TEST_COUNTS_MS)
    .map(({ channel }) => channel);
  const list = fresh.length > 0 ? `: ${fresh.join(", ")}` : "";
  return { ok: fresh.length >= wanted, sentence: `${fresh.length} of ${wanted} channels tested within a day${list}.` };
}

function metricArriving({ facts, plan }: Look, id: string | undefined): CheckResult {
  const figure = facts.figures.get(id ?? "");
  const label = plan.metrics.find((metric) => metric.id === id)?.label ?? "This metric";
  if (!figure || figure.value === null) return { ok: false, sentence: `${label} has no data over the last 5 minutes.` };
  return { ok: true, sentence: `${label} arrives: ${formatCount(figure.n)} readings over the last 5 minutes.` };
}

function metricWithinLimit({ facts }: Look, id: string | undefined): CheckResult {
  const figure = facts.figures.get(id ?? "");
  if (!figure) return { ok: false, sentence: "The plan does not measure this." };
  return { ok: figure.verdict === "PASS", sentence: figure.reason };
}

/** Looked at while there is load; what was found then holds for a while after it. */
function metricUnderLoad(look: Look, { id, metric, load }: AutomaticItem): CheckResult {
  const { plan, facts, room, now } = look;
  const wanted = plan.metrics.find((candidate) => candidate.id === load?.metric);
  if (!load || !wanted) return { ok: false, sentence: "The plan does not say what counts as load." };
  const figure = facts.figures.get(load.metric);
  const atLeast = baseOf(load.atLeast, wanted.unit);
  if (figure?.verdict !== "NO_DATA" && (figure?.value ?? -Infinity) >= atLeast) {
    const { ok, sentence } = metricWithinLimit(look, metric);
    return { ok, sentence: `At ${formatValue(figure?.value ?? null, wanted.unit)}: ${sentence}` };
  }
  const least = `${wanted.label} of ${formatWritten(load.atLeast, wanted.unit)}`;
  const before = room.readiness.checked[id];
  if (!before?.ok) return { ok: false, sentence: before?.sentence ?? `Waits for a ${least} to be measured under.` };
  if (now - before.at < durationMs(load.countsFor)) return { ok: true, sentence: before.sentence };
  return { ok: false, sentence: `Last found more than ${load.countsFor} ago: waits for a ${least} again.` };
}

function segmentsReporting({ facts }: Look): CheckResult {
  if (facts.segments.length === 0) return { ok: false, sentence: "The plan has no segments." };
  const wrong = facts.segments.filter(({ up, total }) => total === 0 || up < total);
  if (wrong.length === 0)
    return { ok: true, sentence: `All ${facts.segments.length} segments report; every target is up.` };
  const list = wrong.map(
    ({ label, up, total }) => `${label} ${total === 0 ? "has no target" : `${up} of ${total} up`}`,
  );
  return { ok: false, sentence: `${list.join("; ")}.` };
}

function pollIsGo({ room, now, plan }: Look): CheckResult {
  const poll = room.polls.at(-1);
  if (!poll) return { ok: false, sentence: "The leads have not been polled." };
  const { state, missing } = pollStanding(poll, now);
  switch (state) {
    case "go":
      return { ok: true, sentence: `All ${poll.roles.length} leads say GO.` };
    case "no_go":
      return { ok: false, sentence: "The poll is NO-GO." };
    case "void":
    case "withdrawn":
      return { ok: false, sentence: `The last poll is ${state}: ${poll.closed?.reason ?? ""}` };
    case "open":
    case "lapsed":
      return { ok: false, sentence: `Still to vote: ${names(plan, missing)}.` };
    default:
      return state satisfies never;
  }
}

function names(plan: Plan, roles: readonly string[]): string {
  return roles.map((role) => roleLabel(plan, role)).join(", ");
}
