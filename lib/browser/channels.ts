import type { Outcome } from "#core/outcome";
import { doneSchema } from "#wire/accounts";
import { channelsSchema, channelTestedSchema, type Channels, type ChannelTested } from "#wire/channels";
import { ask } from "./api.ts";

export function fetchChannels(signal?: AbortSignal): Promise<Outcome<Channels>> {
  return ask("/api/v1/channels", { schema: channelsSchema, signal });
}

/** One message to me through this channel, now. */
export function testChannel(id: string): Promise<Outcome<ChannelTested>> {
  return ask(`/api/v1/channels/${encodeURIComponent(id)}/test`, { schema: channelTestedSchema, method: "POST" });
}

/** Puts a message that was given up on back on its way. */
export function retryDeadLetter(id: string): Promise<Outcome<Record<string, never>>> {
  const path = `/api/v1/channels/dead-letters/${encodeURIComponent(id)}/retry`;
  return ask(path, { schema: doneSchema, method: "POST" });
}
