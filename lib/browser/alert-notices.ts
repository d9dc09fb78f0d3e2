import type { Alert, Alerts } from "#core/room/alert";
import type { Room } from "#core/room/room";
import { silenceOf } from "#core/room/silence";
import type { EpochMs } from "#core/time";

/** One message of this device; of the same `tag` the newer takes the older's place. */
export type Notice = {
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly path: string;
};

/** More turns than this at once become one message. */
const MOST_AT_ONCE = 3;

type Turns = { readonly fired: readonly Alert[]; readonly resolved: readonly Alert[] };
type Looked = { readonly before: Alerts; readonly room: Room; readonly now: EpochMs };

/** What fired and what ended between two looks at the room; what is silenced tells nobody. */
export function alertTurns({ before, room, now }: Looked): Turns {
  const told = Object.values(room.alerts).filter((alert) => !silenceOf(room.silences, alert, now));
  return {
    fired: told.filter((alert) => before[alert.id] === undefined && !alert.resolved),
    resolved: told.filter((alert) => {
      const known = before[alert.id];
      return known !== undefined && !known.resolved && alert.resolved;
    }),
  };
}

/** The messages for these turns, worst first; a storm is one message. */
export function noticesOf({ fired, resolved }: Turns): readonly Notice[] {
  const notices = [...fired.map(firedNotice), ...resolved.map(resolvedNotice)];
  if (notices.length <= MOST_AT_ONCE) return notices;
  const parts = [
    fired.length > 0 ? `${fired.length} fired` : null,
    resolved.length > 0 ? `${resolved.length} are over` : null,
  ];
  return [
    {
      tag: "alerts",
      title: `Alerts: ${parts.filter(Boolean).join(", ")}`,
      body: [...fired, ...resolved]
        .slice(0, MOST_AT_ONCE)
        .map(({ label }) => label)
        .join("; "),
      path: "/alerts",
    },
  ];
}

function firedNotice({ id, severity, label, sentence }: Alert): Notice {
  return { tag: id, title: `${severity.toUpperCase()}: ${label}`, body: sentence, path: alertPath(id) };
}

function resolvedNotice({ id, label, resolved }: Alert): Notice {
  return { tag: id, title: `Over: ${label}`, body: resolved?.sentence ?? "", path: alertPath(id) };
}

export function alertPath(id: string): string {
  return `/alerts/${encodeURIComponent(id)}`;
}
