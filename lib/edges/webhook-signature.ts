import { createHmac } from "node:crypto";

/** What is signed: a text as it is sent, byte for byte; `id` is the same whenever the same message is sent again. */
export type SignedMessage = { readonly id: string; readonly at: Date; readonly body: string };

/**
 * Headers of Standard Webhooks for a message: `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature`, an
 * HMAC-SHA256 of all three. `secret` is `whsec_` and the base64 of the key.
 */
export function webhookHeaders(message: SignedMessage, secret: string): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(message.at.getTime() / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${message.id}.${seconds}.${message.body}`).digest("base64");
  return { "webhook-id": message.id, "webhook-timestamp": seconds, "webhook-signature": `v1,${signature}` };
}
