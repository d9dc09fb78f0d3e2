import type { Config } from "#core/config/config";
import { routingOf, stormLimitOf } from "#core/config/routing-config";
import type { Notice } from "#core/notify/notice";
import { deliveriesOf, type NoticeRoster } from "#core/notify/routing";
import { accept, refuse, refuseFor, type Outcome } from "#core/outcome";
import { DAY_MS, type EpochMs } from "#core/time";
import type { Notifier } from "#engine/notify-ports";
import { tokenBucket, tokenBuckets } from "#edges/token-bucket";
import type { Log } from "#engine/ports";
import { bury, carry, type Carrier } from "./carrier.ts";
import { openChannel, type TimedChannel } from "./channels/open-channel.ts";
import { channelStates, listDead } from "./delivery-lists.ts";
import { forgetOld, markUnreachable, revive, saveDeliveries, saveNotices } from "./delivery-rows.ts";
import { openReleases } from "./releases.ts";
import { release } from "./release.ts";
import { together, type Pool } from "./sql.ts";
import { testChannel } from "./test-channel.ts";
import { openWorkQueue, PATIENCE, type Patience, type WorkQueue } from "./work-queue.ts";

export type NotifierOptions = {
  /** A `pg.Pool` on the migrated database. */
  readonly pool: Pool;
  readonly config: Pick<Config, "channels" | "routing" | "storm" | "network">;
  /** Who stands for which role, and who is on shift, at the moment it is asked. */
  readonly roster: () => Promise<NoticeRoster>;
  readonly rollout: Notice["rollout"];
  /** Before every link: `https://holdpoint.example.com`. */
  readonly baseUrl: string;
  /** Real time: people get messages in real time, also in a rehearsal. */
  readonly now: () => EpochMs;
  readonly log: Log;
  readonly patience?: Patience;
};

export type OpenNotifier = Notifier & { close(): Promise<void> };

const KEPT_MS = 90 * DAY_MS;
const CLOSE_MS = 5_000;
/** Each channel once after a change, and again; a test goes out at once, past the cap on messages. */
const TEST_WAIT_S = 12;
const TESTS_OF_PERSON = { burst: 5, perSecond: 1 / TEST_WAIT_S };
const TESTS_OF_ALL = { burst: 20, perSecond: 2 / TEST_WAIT_S };
const MOST_TESTERS = 1_000;
const ALL_BUSY: Outcome<never> = {
  ok: false,
  refusal: {
    code: "unavailable",
    message: `Many people test channels at the moment. Wait ${TEST_WAIT_S} seconds, then try again.`,
    retryAfterSeconds: TEST_WAIT_S,
  },
};

/** The channels of the configuration, opened, with the queue before them running. Rejects when the database is away. */
export async function openNotifier(options: NotifierOptions): Promise<OpenNotifier> {
  const { pool, config, now, log, baseUrl, patience = PATIENCE } = options;
  await markUnreachable(
    pool,
    config.channels.map(({ id }) => id),
  );
  await forgetOld(pool, now() - KEPT_MS);
  const queue = await openWorkQueue({ pool, channels: config.channels, patience, log });
  const channels = new Map(config.channels.map((each) => [each.id, openChannel(each, config.network.allowLinkLocal)]));
  const carriers = config.channels.map((each) => {
    const channel = channels.get(each.id) as TimedChannel;
    return carry({ pool, queue, config: each, channel, baseUrl, now, log });
  });
  const wake = (): void => carriers.forEach((carrier) => carrier.wake());
  const limit = stormLimitOf(config);
  const releases = openReleases(log, async () => {
    await release(pool, queue, { limit, now: now() });
    await bury(pool, queue);
    wake();
  });
  releases.ask();
  const [ofPerson, ofAll] = [tokenBuckets(TESTS_OF_PERSON, MOST_TESTERS), tokenBucket(TESTS_OF_ALL)];
  return {
    send: async (notices) => {
      await save(options, notices);
      releases.ask();
    },
    test: async (id, to) => {
      if (!ofPerson.take(to?.id ?? ""))
        return refuseFor(TEST_WAIT_S, `Too many tests at once. Wait ${TEST_WAIT_S} seconds, then try again.`);
      // nobody's own budget: others test as well
      if (!ofAll.take()) return ALL_BUSY;
      return await testChannel(options, { id, to, channels });
    },
    channels: () => channelStates(pool, config.channels),
    deadLetters: () => listDead(pool),
    retry: (id) => retry(options, queue, { id, wake }),
    close: () => close({ releases, carriers, queue, channels: [...channels.values()] }),
  };
}

async function save({ pool, config, roster, now, log }: NotifierOptions, notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return;
  const people = await roster();
  const routing = routingOf(config);
  await together(pool, async (sql) => {
    const ids = notices.map(({ id }) => id);
    const fresh = await saveNotices(sql, ids, now());
    // the same id twice in one batch is one notice
    const once = [...new Map(notices.map((notice) => [notice.id, notice])).values()];
    const routed = once.filter(({ id }) => fresh.has(id)).map((notice) => deliveriesOf(notice, routing, people));
    const untold = routed.filter((deliveries) => deliveries.length === 0).length;
    if (untold > 0 && config.channels.length > 0) log.warn({ notices: untold }, "no route leads to anybody");
    await saveDeliveries(sql, routed.flat(), now());
  });
}

type Retry = { readonly id: string; readonly wake: () => void };

async function retry(
  { pool, config, now }: NotifierOptions,
  queue: WorkQueue,
  { id, wake }: Retry,
): ReturnType<Notifier["retry"]> {
  const unknown = refuse("not_found", "There is no such dead letter: it may have been tried again already.");
  if (!/^[0-9a-f-]{36}$/.test(id)) return unknown;
  const channel = await together(pool, async (sql) => {
    const found = await revive(sql, id, { known: config.channels.map((each) => each.id), at: now() });
    if (found !== null) await queue.add(sql, found, [id]);
    return found;
  });
  if (channel === null) return unknown;
  wake();
  return accept(null);
}

type Open = {
  readonly releases: { close(): Promise<void> };
  readonly carriers: readonly Carrier[];
  readonly queue: WorkQueue;
  readonly channels: readonly TimedChannel[];
};

/** What is on its way has some time to arrive; what does not is given out again after the next start. */
async function close({ releases, carriers, queue, channels }: Open): Promise<void> {
  await releases.close();
  const late = new Promise<void>((resolve) => void setTimeout(resolve, CLOSE_MS).unref());
  await Promise.race([late, Promise.all(carriers.map((carrier) => carrier.close()))]);
  await queue.close();
  await Promise.all(channels.map((channel) => channel.close()));
}
