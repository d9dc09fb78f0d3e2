import type { ChannelConfig } from "#core/config/channel-config";
import { wordsOf } from "#core/notify/message-words";
import type { ChannelState, DeadLetter } from "#engine/notify-ports";
import { deliveryIn } from "./delivery-rows.ts";
import { rowsOf, type Sql } from "./sql.ts";

const MOST_LISTED = 200;

type StateRow = {
  readonly channel: string;
  readonly waiting: number;
  readonly sent: Date | null;
  readonly outcome: string | null;
};

/** How each channel of the configuration fares. */
export async function channelStates(sql: Sql, channels: readonly ChannelConfig[]): Promise<readonly ChannelState[]> {
  const rows = await rowsOf<StateRow>(
    sql,
    `select c.channel, n.waiting, s.sent, f.outcome from unnest($1::text[]) as c (channel)
      cross join lateral (select count(*)::int as waiting from delivery d
        where d.channel = c.channel and d.state = 'queued') n
      cross join lateral (select max(d.tried_at) as sent from delivery d
        where d.channel = c.channel and d.state = 'sent') s
      left join lateral (select d.outcome from delivery d
        where d.channel = c.channel and d.state in ('queued', 'dead') and d.tried_at > coalesce(s.sent, '-infinity')
        order by d.tried_at desc limit 1) f on true`,
    [channels.map(({ id }) => id)],
  );
  const found = new Map(rows.map((row) => [row.channel, row]));
  return channels.map(({ id, name, kind }) => {
    const row = found.get(id);
    return {
      id,
      name: name ?? id,
      kind,
      waiting: row?.waiting ?? 0,
      lastSentAt: row?.sent?.getTime() ?? null,
      failure: row?.outcome ?? null,
    };
  });
}

type DeadRow = {
  readonly id: string;
  readonly channel: string;
  readonly body: string;
  readonly attempts: number;
  readonly outcome: string | null;
  readonly at: Date;
};

export async function listDead(sql: Sql): Promise<readonly DeadLetter[]> {
  const rows = await rowsOf<DeadRow>(
    sql,
    `select id, channel, body, attempts, outcome, coalesce(tried_at, created_at) as at from delivery
      where state = 'dead' order by at desc, id limit $1`,
    [MOST_LISTED],
  );
  return rows.map(({ id, channel, body, attempts, outcome, at }) => {
    const delivery = deliveryIn(body);
    return {
      id,
      channel,
      person: delivery?.person?.name ?? null,
      title: delivery === null ? "A stored message that cannot be read" : wordsOf(delivery).title,
      attempts,
      failure: outcome ?? "It was cut off before an answer came.",
      at: at.getTime(),
    };
  });
}
