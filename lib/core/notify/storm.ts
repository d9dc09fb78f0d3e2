import type { EpochMs } from "../time.ts";
import { recipientOf, type Delivery } from "./delivery.ts";
import { noticeLine } from "./message-words.ts";
import { urgencyOf, worstFirst } from "./notice.ts";

/** At most `most` messages (2 or more) in `windowMs` for each person, and for the readers of each channel that has no persons. */
export type StormLimit = { readonly most: number; readonly windowMs: number };

/** A message that went out, or is about to: to whom (`recipientOf`), and when, in real time. */
export type PastMessage = { readonly recipient: string; readonly at: EpochMs };

export type StormPlan = {
  readonly send: readonly Delivery[];
  readonly digests: readonly { readonly delivery: Delivery; readonly folds: readonly Delivery[] }[];
  /** Wait until the window has room. */
  readonly held: readonly Delivery[];
};

const TITLES = 5;
const SENTENCES = 10;

/**
 * What goes out now of all that waits. While there is room, each goes by itself, the worst first; the last message that fits is
 * one digest of the rest, through the channel of the worst; with no room, they wait. One message of each window is kept
 * for critical alerts, so that a busy hour never silences one.
 */
export function planStorm(
  waiting: readonly Delivery[],
  about: { readonly past: readonly PastMessage[]; readonly now: EpochMs; readonly limit: StormLimit },
): StormPlan {
  const { past, now, limit } = about;
  const recent = past.filter(({ at }) => at > now - limit.windowMs);
  const free = waiting.filter(({ capped }) => !capped);
  const plans = groups(waiting.filter(({ capped }) => capped)).map(([recipient, theirs]) => {
    const left = Math.max(0, limit.most - recent.filter((each) => each.recipient === recipient).length);
    return planFor(theirs, left);
  });
  return {
    send: [...free, ...plans.flatMap(({ send }) => send)],
    digests: plans.flatMap(({ digests }) => digests),
    held: plans.flatMap(({ held }) => held),
  };
}

function groups(deliveries: readonly Delivery[]): readonly (readonly [string, readonly Delivery[]])[] {
  const byRecipient = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const recipient = recipientOf(delivery);
    const theirs = byRecipient.get(recipient) ?? [];
    theirs.push(delivery);
    byRecipient.set(recipient, theirs);
  }
  return [...byRecipient];
}

function planFor(waiting: readonly Delivery[], left: number): StormPlan {
  const sorted = waiting.toSorted((a, b) => worstFirst(a.notice, b.notice));
  const urgent = sorted.some(({ notice }) => isUrgent(notice));
  const room = urgent ? left : left - 1;
  if (room <= 0) return { send: [], digests: [], held: sorted };
  if (sorted.length <= room) return { send: sorted, digests: [], held: [] };
  const folds = sorted.slice(room - 1);
  const delivery = digestOf(folds);
  return { send: sorted.slice(0, room - 1), digests: delivery ? [{ delivery, folds }] : [], held: [] };
}

function isUrgent({ severity, kind }: Delivery["notice"]): boolean {
  return severity === "critical" && (kind === "alert" || kind === "escalation");
}

/** Null for an empty list. */
function digestOf(folds: readonly Delivery[]): Delivery | null {
  const [worst] = folds;
  if (worst === undefined) return null;
  // one notice may wait for two channels of one person
  const notices = [...new Map(folds.map(({ notice }) => [notice.id, notice])).values()];
  if (notices.length === 1) return worst;
  const count = (severity: string): number => notices.filter((notice) => urgencyOf(notice) === severity).length;
  return {
    ...worst,
    key: JSON.stringify(["digest", ...folds.map(({ key }) => key)]),
    digest: {
      count: notices.length,
      critical: count("critical"),
      high: count("high"),
      titles: notices.slice(0, TITLES).map(({ title }) => title),
      sentences: notices.slice(0, SENTENCES).map(noticeLine),
    },
  };
}
