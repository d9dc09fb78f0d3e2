import type { Delivery } from "#core/notify/delivery";
import { planStorm, type PastMessage, type StormLimit } from "#core/notify/storm";
import type { EpochMs } from "#core/time";
import { deliveryId } from "./delivery-id.ts";
import { heldDeliveries, lockStorm, markFolded, markQueued, messagesSince, saveDeliveries } from "./delivery-rows.ts";
import { together, type Pool, type Sql } from "./sql.ts";
import type { WorkQueue } from "./work-queue.ts";

/** Puts on its way whatever the storm cap lets through now; one transaction, one node at a time. */
export function release(
  pool: Pool,
  queue: WorkQueue,
  about: { readonly limit: StormLimit; readonly now: EpochMs },
): Promise<void> {
  const { limit, now } = about;
  return together(pool, async (sql) => {
    await lockStorm(sql);
    const past = await messagesSince(sql, now - limit.windowMs);
    const waiting = await heldDeliveries(sql, withoutRoom(past, limit));
    if (waiting.length === 0) return;
    const { send, digests } = planStorm(waiting, { past, now, limit });
    await saveDeliveries(
      sql,
      digests.map(({ delivery }) => delivery),
      now,
    );
    for (const { delivery, folds } of digests) await markFolded(sql, folds.map(idOf), idOf(delivery));
    await putInQueue([...send, ...digests.map(({ delivery }) => delivery)], { sql, queue, now });
  });
}

function withoutRoom(past: readonly PastMessage[], { most }: StormLimit): readonly string[] {
  const counts = new Map<string, number>();
  for (const { recipient } of past) counts.set(recipient, (counts.get(recipient) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= most).map(([recipient]) => recipient);
}

async function putInQueue(
  deliveries: readonly Delivery[],
  { sql, queue, now }: { readonly sql: Sql; readonly queue: WorkQueue; readonly now: EpochMs },
): Promise<void> {
  await markQueued(sql, deliveries.map(idOf), now);
  for (const channel of new Set(deliveries.map((delivery) => delivery.channel))) {
    const theirs = deliveries.filter((delivery) => delivery.channel === channel);
    await queue.add(sql, channel, theirs.map(idOf));
  }
}

function idOf({ key }: Delivery): string {
  return deliveryId(key);
}
