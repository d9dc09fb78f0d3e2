import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deliveryKey, recipientOf, type Delivery } from "./delivery.ts";
import { noticeKindSchema, noticeSeveritySchema, urgencyOf, type Notice } from "./notice.ts";
import { wordsOf } from "./message-words.ts";
import { planStorm, type PastMessage, type StormLimit } from "./storm.ts";

const LIMIT: StormLimit = { most: 3, windowMs: 300_000 };
const NOW = 1_000_000_000;

function aNotice(id: string, over: Partial<Notice> = {}): Notice {
  return {
    id,
    kind: "alert",
    severity: "low",
    subject: id,
    title: `title ${id}`,
    body: "Something happened.",
    link: "/alerts",
    at: NOW,
    rollout: { id: "r", name: "Rollout", kind: "production" },
    audience: "on-shift",
    ...over,
  };
}

function aDelivery(notice: Notice, person = "ada", channel = "mail"): Delivery {
  const key = deliveryKey({ notice: notice.id, channel, person });
  const contact = { id: person, name: person, email: `${person}@example.com` };
  return { key, channel, person: contact, notice, digest: null, capped: true };
}

const storm = (waiting: readonly Delivery[], past: readonly PastMessage[] = []): ReturnType<typeof planStorm> =>
  planStorm(waiting, { past, now: NOW, limit: LIMIT });

describe("a storm", () => {
  test("of 500 critical alerts is three messages, the last a digest that counts and names the worst", () => {
    const waiting = Array.from({ length: 500 }, (_, i) =>
      aDelivery(aNotice(`n-${i}`, { severity: i === 250 ? "critical" : "high", at: NOW + i })),
    );
    const plan = storm(waiting);
    expect(plan.send.map(({ notice }) => notice.id)).toEqual(["n-250", "n-0"]);
    expect(plan.digests).toHaveLength(1);
    expect(plan.digests[0]?.delivery).toMatchObject({
      notice: { id: "n-1" },
      digest: {
        count: 498,
        critical: 0,
        high: 498,
        titles: ["title n-1", "title n-2", "title n-3", "title n-4", "title n-5"],
      },
    });
    expect(plan.held).toEqual([]);
  });

  test("says what is wrong with each of the worst ten, in a line of bounded length", () => {
    const waiting = Array.from({ length: 14 }, (_, i) =>
      aDelivery(
        aNotice(`n-${i}`, { severity: "high", at: NOW + i, body: i === 3 ? "Long. ".repeat(300) : "It is 5 %." }),
      ),
    );
    const delivery = storm(waiting).digests[0]?.delivery;
    const { lines } = wordsOf(delivery!);
    expect(lines.slice(0, 2)).toEqual([
      "- Alert (high): title n-1. It is 5 %.",
      "- Alert (high): title n-2. It is 5 %.",
    ]);
    expect(lines[2]).toMatch(/^- Alert \(high\): title n-3\. Long\. .*…$/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(302);
    expect(lines.slice(10)).toEqual(["and 3 more.", expect.stringContaining("Rollout, ")]);
  });

  test("keeps one message of the window for a critical alert", () => {
    const past = [1, 2].map((i) => ({ recipient: "person:ada", at: NOW - i }));
    expect(storm([aDelivery(aNotice("a"))], past).held).toHaveLength(1);
    expect(storm([aDelivery(aNotice("a", { severity: "critical", kind: "resolved" }))], past).held).toHaveLength(1);
    expect(storm([aDelivery(aNotice("a", { severity: "critical" }))], past).send).toHaveLength(1);
  });

  test("holds what does not fit until the window has room again", () => {
    const past = [1, 2, 3].map((i) => ({ recipient: "person:ada", at: NOW - LIMIT.windowMs + i }));
    const waiting = [aDelivery(aNotice("a", { severity: "critical" }))];
    expect(storm(waiting, past)).toEqual({ send: [], digests: [], held: waiting });
    const later = planStorm(waiting, { past, now: NOW + 10, limit: LIMIT });
    expect(later.send).toEqual(waiting);
  });

  test("of one notice through two channels leaves one message, never a digest of one", () => {
    const past = [1, 2].map((i) => ({ recipient: "person:ada", at: NOW - i }));
    const notice = aNotice("a", { severity: "critical" });
    const plan = storm([aDelivery(notice), aDelivery(notice, "ada", "sms")], past);
    expect(plan.digests[0]?.delivery.digest).toBeNull();
  });

  test("lets through what is not capped", () => {
    const waiting = Array.from({ length: 9 }, (_, i) => ({ ...aDelivery(aNotice(`n-${i}`)), capped: false }));
    expect(storm(waiting)).toEqual({ send: waiting, digests: [], held: [] });
  });
});

const aWaiting = fc
  .array(
    fc.record({
      severity: fc.constantFrom(...noticeSeveritySchema.options),
      kind: fc.constantFrom(...noticeKindSchema.options),
      person: fc.constantFrom("ada", "ben", "cy"),
      channel: fc.constantFrom("mail", "sms"),
      at: fc.integer({ min: NOW - 1_000, max: NOW }),
    }),
    { maxLength: 60 },
  )
  .map((all) => all.map(({ person, channel, ...about }, i) => aDelivery(aNotice(`n-${i}`, about), person, channel)));
const aPast = fc.array(
  fc.record({
    recipient: fc.constantFrom("person:ada", "person:ben"),
    at: fc.integer({ min: NOW - 2 * LIMIT.windowMs, max: NOW }),
  }),
  { maxLength: 3 },
);

describe("whatever waits", () => {
  const property = (holds: (waiting: readonly Delivery[], past: readonly PastMessage[]) => void): void =>
    fc.assert(fc.property(aWaiting, aPast, holds));

  test("nobody gets more than three messages in a window", () => {
    property((waiting, past) => {
      const plan = storm(waiting, past);
      for (const person of ["person:ada", "person:ben", "person:cy"]) {
        const had = past.filter(({ recipient, at }) => recipient === person && at > NOW - LIMIT.windowMs).length;
        const gets = [...plan.send, ...plan.digests.map(({ delivery }) => delivery)];
        const got = gets.filter((delivery) => recipientOf(delivery) === person).length;
        expect(had + got).toBeLessThanOrEqual(Math.max(had, LIMIT.most));
        expect(plan.digests.filter(({ delivery }) => recipientOf(delivery) === person).length).toBeLessThan(2);
      }
    });
  });

  test("nothing is lost and nothing said twice: each is sent, folded or held, once", () => {
    property((waiting, past) => {
      const plan = storm(waiting, past);
      const all = [...plan.send, ...plan.digests.flatMap(({ folds }) => folds), ...plan.held];
      expect(all.map(({ key }) => key).toSorted()).toEqual(waiting.map(({ key }) => key).toSorted());
    });
  });

  test("a digest counts what it folds, and nothing folded or held is worse than what is sent by itself", () => {
    property((waiting, past) => {
      const plan = storm(waiting, past);
      const rank = ({ notice }: Delivery): number => noticeSeveritySchema.options.indexOf(urgencyOf(notice));
      for (const { delivery, folds } of plan.digests) {
        expect(delivery.digest?.count).toBe(folds.length);
        const sent = plan.send.filter((each) => recipientOf(each) === recipientOf(delivery));
        expect(Math.max(0, ...sent.map(rank))).toBeLessThanOrEqual(Math.min(...folds.map(rank)));
        expect(rank(delivery)).toBe(Math.min(...folds.map(rank)));
      }
    });
  });

  test("all of it goes out in the end, in windows to come", () => {
    property((waiting, past) => {
      const held = storm(waiting, past).held;
      expect(planStorm(held, { past, now: NOW + LIMIT.windowMs, limit: LIMIT }).held).toEqual([]);
    });
  });
});
