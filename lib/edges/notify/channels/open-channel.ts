import type { ChannelConfig } from "#core/config/channel-config";
import type { Outcome } from "#core/outcome";
import { openGuard, type Guard } from "#edges/guard";
import type { Channel, Letter, Told } from "./channel.ts";
import { emailChannel } from "./email-channel.ts";
import { failure, tooLate } from "./failure.ts";
import { pagerdutyChannel } from "./pagerduty-channel.ts";
import { slackChannel } from "./slack-channel.ts";
import { webhookChannel } from "./webhook-channel.ts";

/** A channel that answers within its time, come what may. */
export type TimedChannel = { deliver(letter: Letter): Promise<Told>; close(): Promise<void> };

export function openChannel(config: ChannelConfig, allowLinkLocal: boolean): TimedChannel {
  const channel = channelOf(config, openGuard({ allowLinkLocal }));
  return { deliver: (letter) => inTime(channel, letter, config), close: channel.close };
}

/** The channel without its time limit: opened here for a start and for the check of a configuration alike. */
export function channelOf(config: ChannelConfig, guard: Guard): Channel {
  switch (config.kind) {
    case "email":
      return emailChannel(config, guard);
    case "slack":
      return slackChannel(config, guard);
    case "webhook":
      return webhookChannel(config, guard);
    case "pagerduty":
      return pagerdutyChannel(config, guard);
  }
}

async function inTime(channel: Channel, letter: Letter, config: ChannelConfig): Promise<Told> {
  const who = `Channel "${config.id}"`;
  const stop = new AbortController();
  const late = new Promise<Outcome<never>>((resolve) => {
    stop.signal.addEventListener("abort", () => resolve(tooLate(who, config.timeoutMs)), { once: true });
  });
  const timer = setTimeout(() => stop.abort(), config.timeoutMs);
  try {
    const delivering = channel.deliver(letter, stop.signal);
    delivering.catch(() => undefined);
    return await Promise.race([late, delivering]);
  } catch (error) {
    return failure(who, error);
  } finally {
    clearTimeout(timer);
  }
}
