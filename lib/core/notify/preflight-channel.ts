import type { Plan } from "../plan/plan.ts";
import type { Readiness } from "../room/readiness.ts";

type Item = Plan["preflight"][number];

/**
 * The channels that an item wants tested, as its label names them after the colon: "Channels tested: Slack, call, backup phone".
 * No others count: whatever somebody types is no channel yet.
 */
export function wantedChannels({ label }: Pick<Item, "label">): readonly string[] {
  const list = label.includes(":") ? label.slice(label.indexOf(":") + 1) : "";
  const names = list.split(",").map((part) => part.trim());
  return names.filter((name, i) => name !== "" && names.findIndex((other) => isSame(other, name)) === i);
}

/** All that the plan's pre-flight list wants tested. */
export function plannedChannels({ preflight }: Pick<Plan, "preflight">): readonly string[] {
  return preflight
    .filter((item) => item.kind === "automatic" && item.check === "channels_tested")
    .flatMap(wantedChannels);
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The plan's own spelling of a channel's name; null where it wants no such channel tested. */
export function plannedChannel(plan: Pick<Plan, "preflight">, name: string): string | null {
  return plannedChannels(plan).find((planned) => isSame(planned, name)) ?? null;
}

/** The newest test of each channel that an item wants tested; null where there was none. */
export function channelTests(
  item: Pick<Item, "label">,
  { channels }: Pick<Readiness, "channels">,
): readonly { readonly channel: string; readonly test: Readiness["channels"][string] | null }[] {
  const tests = Object.entries(channels);
  return wantedChannels(item).map((channel) => {
    const own = tests.filter(([name]) => isSame(name, channel)).map(([, test]) => test);
    return { channel, test: own.sort((a, b) => b.at - a.at)[0] ?? null };
  });
}

/**
 * The name under which the plan's pre-flight list knows a channel of the configuration: its name, id or kind. Null where it names
 * none.
 */
export function preflightChannel(
  plan: Pick<Plan, "preflight">,
  { name, id, kind }: { readonly id: string; readonly name: string; readonly kind: string },
): string | null {
  return plannedChannels(plan).find((planned) => [name, id, kind].some((own) => isSame(own, planned))) ?? null;
}
