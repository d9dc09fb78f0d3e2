import { deliveryKey, type Delivery } from "#core/notify/delivery";
import type { Notice } from "#core/notify/notice";

/** A critical alert for whoever is on shift. */
export function aNotice(id: string, over: Partial<Notice> = {}): Notice {
  return {
    id,
    kind: "alert",
    severity: "critical",
    subject: "error-rate",
    title: "Error rate above 0.5 %",
    body: "The error rate is 0.8 % of 12,000 requests, the limit is 0.5 %.",
    link: "/alerts/error-rate",
    at: Date.UTC(2025, 10, 2, 16, 5),
    rollout: { id: "r1", name: "Full rollout", kind: "production" },
    audience: "on-shift",
    ...over,
  };
}

export function aDelivery(notice: Notice, over: Partial<Delivery> = {}): Delivery {
  const key = deliveryKey({ notice: notice.id, channel: "mail", person: "ada" });
  const person = { id: "ada", name: "Ada Osei", email: "ada@example.com" };
  return { key, channel: "mail", person, notice, digest: null, capped: true, ...over };
}
