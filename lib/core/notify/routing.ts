import { deliveryKey, type Contact, type Delivery } from "./delivery.ts";
import type { Notice, NoticeKind, NoticeSeverity } from "./notice.ts";

/** As much of a channel as routing needs. */
export type RoutedChannel = {
  readonly id: string;
  /** To each person by their own address, or to whoever reads the channel. */
  readonly reaches: "each-person" | "its-readers";
  /** Which deliveries a storm may fold into a digest: all, none, or only those that make a noise. */
  readonly capped: "all" | "none" | "calls";
};

/** Whatever it names must hold; what it leaves out holds always, but for heads of the log, which a route must name. */
export type Route = {
  readonly severities: readonly NoticeSeverity[] | null;
  readonly kinds: readonly NoticeKind[] | null;
  /** Roles of the plan: only they are told by this route. */
  readonly roles: readonly string[] | null;
  readonly channels: readonly string[];
};
export type Routing = { readonly channels: readonly RoutedChannel[]; readonly routes: readonly Route[] };

/** Who stands for which of the plan's roles now, and who is on shift. */
export type NoticeRoster = {
  readonly people: readonly Contact[];
  /** The plan's role ids, each with the ids of those who hold it. */
  readonly holders: Readonly<Record<string, readonly string[]>>;
  /** Ids of people. */
  readonly onShift: readonly string[];
};

/**
 * Who is to be told of a notice, and how: at most once per channel and person. A notice for roles that nobody holds goes to
 * everybody on shift. Empty when no route takes it, or when nobody can be reached.
 */
export function deliveriesOf(notice: Notice, routing: Routing, roster: NoticeRoster): readonly Delivery[] {
  const told = new Map<string, Delivery>();
  for (const route of routing.routes.filter((each) => takes(each, notice))) {
    const channels = routing.channels.filter(({ id }) => route.channels.includes(id));
    for (const channel of channels)
      for (const person of peopleFor(channel, { notice, route, roster })) {
        const key = deliveryKey({ notice: notice.id, channel: channel.id, person: person?.id ?? null });
        const capped = isCapped(channel, notice);
        told.set(key, { key, channel: channel.id, person, notice, digest: null, capped });
      }
  }
  return [...told.values()];
}

type Asked = { readonly notice: Notice; readonly route: Route; readonly roster: NoticeRoster };

function takes({ severities, kinds, roles }: Route, { severity, kind, audience }: Notice): boolean {
  // it is for keeping, not for acting on: only who asked for it is sent it
  const isFor = kinds?.includes(kind) ?? kind !== "log_head";
  const forRoles = roles === null || audience === "on-shift" || audience.roles.some((role) => roles.includes(role));
  return (severities?.includes(severity) ?? true) && isFor && forRoles;
}

function peopleFor({ reaches }: RoutedChannel, asked: Asked): readonly (Contact | null)[] {
  if (reaches === "its-readers") return [null];
  const ids = new Set(idsFor(asked));
  return asked.roster.people.filter(({ id, email }) => ids.has(id) && email !== null);
}

function idsFor({ notice, route, roster }: Asked): readonly string[] {
  const { holders, onShift } = roster;
  const holding = (roles: readonly string[]): readonly string[] => roles.flatMap((role) => holders[role] ?? []);
  const { audience } = notice;
  const meant = (route.roles ?? []).length > 0 ? holding(route.roles ?? []) : null;
  if (audience === "on-shift") return meant === null ? onShift : onShift.filter((id) => meant.includes(id));
  const asked = audience.roles.filter((role) => route.roles?.includes(role) ?? true);
  const found = audience.people?.length ? audience.people : holding(asked);
  return found.length > 0 ? found : onShift;
}

/** An incident that ends makes no noise, and one that is never ended stays open. */
function isCapped({ capped }: RoutedChannel, { kind }: Notice): boolean {
  // in a digest the head itself would be lost
  if (kind === "test" || kind === "log_head" || capped === "none") return false;
  return capped === "all" || !(kind === "resolved" || kind === "acknowledged");
}
