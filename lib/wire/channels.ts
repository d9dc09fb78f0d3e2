import { z } from "zod";

const channelSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["email", "slack", "webhook", "pagerduty"]),
  /** Messages on their way, those that are tried again included. */
  waiting: z.number().int(),
  lastSentAt: z.number().nullable(),
  /** Of the newest failure that no later success followed. */
  failure: z.string().nullable(),
});

/** A message that was given up on after its last try. */
const deadLetterSchema = z.object({
  id: z.string(),
  channel: z.string(),
  /** Whom it was for; null: the channel's readers. */
  person: z.string().nullable(),
  title: z.string(),
  attempts: z.number().int(),
  failure: z.string(),
  at: z.number(),
});

/** `GET /api/v1/channels`; moments are real time. Dead letters are the newest 200. */
export const channelsSchema = z.object({
  channels: z.array(channelSchema),
  deadLetters: z.array(deadLetterSchema),
});
export type Channels = z.infer<typeof channelsSchema>;

/** `POST /api/v1/channels/{id}/test`: also of a test that failed, since the question was answered. */
export const channelTestedSchema = z.object({
  /** The other side took the message. */
  ok: z.boolean(),
  /** What the other side said, or why it could not be asked. */
  sentence: z.string(),
  /** The name under which the pre-flight list has it now as tested; null where it does not name it. */
  preflight: z.string().nullable(),
});
export type ChannelTested = z.infer<typeof channelTestedSchema>;
