import type { Plan } from "../plan/plan.ts";

/**
 * The name under which the plan's pre-flight list knows a channel of the configuration: a word of the item that counts tested
 * channels ("Channels tested: Slack, call, backup phone") which is the channel's name, id or kind. Null where it names none.
 */
export function preflightChannel(
  { preflight }: Pick<Plan, "preflight">,
  channel: { readonly id: string; readonly name: string; readonly kind: string },
): string | null {
  const items = preflight.filter((item) => item.kind === "automatic" && item.check === "channels_tested");
  const listed = items
    .flatMap(({ label }) => label.slice(label.indexOf(":") + 1).split(","))
    .map((part) => part.trim());
  const known = [channel.name, channel.id, channel.kind].map((name) => name.toLowerCase());
  return listed.find((name) => known.includes(name.toLowerCase())) ?? null;
}
