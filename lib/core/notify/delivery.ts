import { z } from "zod";
import { noticeSchema } from "./notice.ts";

/** Somebody who can be written to. */
export const contactSchema = z.object({ id: z.string(), name: z.string(), email: z.string().nullable() });
export type Contact = z.infer<typeof contactSchema>;

/** What a digest says of the notices that it stands for. */
const digestSchema = z.object({
  /** How many, the worst included. */
  count: z.number().int().min(2),
  critical: z.number().int(),
  high: z.number().int(),
  /** Titles of the worst few, the worst first. */
  titles: z.array(z.string()),
  /** What is wrong with the worst few, a line each, the worst first; none in what earlier versions stored. */
  sentences: z.array(z.string()).default([]),
});

/** One message on its way: a notice, or a digest of several, through one channel to one person or to the channel itself. */
export const deliverySchema = z.object({
  /** What its id is made from: the same notice, channel and person give the same one. */
  key: z.string(),
  channel: z.string(),
  person: contactSchema.nullable(),
  /** Of a digest: the worst. */
  notice: noticeSchema,
  digest: digestSchema.nullable(),
  /** Counts towards the storm cap. */
  capped: z.boolean(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** The text from which a delivery's stable id is hashed. */
export function deliveryKey(about: {
  readonly notice: string;
  readonly channel: string;
  readonly person: string | null;
}): string {
  return JSON.stringify([about.notice, about.channel, about.person]);
}

/** Whose attention a delivery takes: a person's, whatever the channel, or that of everybody who reads the channel. */
export function recipientOf({ person, channel }: Pick<Delivery, "person" | "channel">): string {
  return person === null ? `channel:${channel}` : `person:${person.id}`;
}
