import type { Config } from "#core/config/config";
import type { Notice } from "#core/notify/notice";
import { noticeRosterOf } from "#core/notify/roster-of";
import { refuse } from "#core/outcome";
import { scheduleOf } from "#core/plan/schedule";
import { contactsIn } from "#edges/auth/contacts";
import type { OpenNotifier } from "#edges/notify/open-notifier";
import type { OpenedStore } from "#edges/store/open-store";
import type { RunningEngine } from "#engine/engine";
import type { Log } from "#engine/ports";

export type NotifierPlace = {
  readonly config: Config;
  readonly store: Pick<OpenedStore, "pool">;
  readonly rollout: Notice["rollout"];
  readonly url: string;
  readonly engine: () => RunningEngine;
  readonly log: Log;
};

/** How people outside are told. Without a channel nobody is, and neither the queue nor the libraries behind it are loaded. */
export async function startNotifier(place: NotifierPlace): Promise<OpenNotifier> {
  const { config, store, rollout, url, engine, log } = place;
  if (config.channels.length === 0) return NOBODY;
  const { openNotifier } = await import("#edges/notify/open-notifier");
  return await openNotifier({
    ...{ pool: store.pool, config, rollout, baseUrl: url, log },
    roster: async () => {
      const plan = engine().plan();
      const schedule = scheduleOf(plan, engine().rollout().t0);
      const { roster } = engine().room();
      return noticeRosterOf(plan, { schedule, roster, contacts: await contactsIn(store.pool) }, engine().now());
    },
    now: () => Date.now(),
  });
}

const NOBODY: OpenNotifier = {
  send: () => Promise.resolve(),
  test: (id) => Promise.resolve(refuse("not_found", `There is no channel "${id}" in the configuration.`)),
  channels: () => Promise.resolve([]),
  deadLetters: () => Promise.resolve([]),
  retry: () => Promise.resolve(refuse("not_found", "There is no such dead letter: no channel is configured.")),
  close: () => Promise.resolve(),
};
