import type { Condition } from "#core/alert/condition";
import { accept } from "#core/outcome";
import type { Plan } from "#core/plan/plan";
import { alertDuties, stepWatches, type Watches } from "#core/room/alert-duties";
import type { EpochMs } from "#core/time";
import type { Evaluations } from "./evaluations.ts";
import type { RoomKeeper } from "./room-keeper.ts";

const ENGINE = { kind: "engine" } as const;
const ALERTS = { id: "rule:alerts", subject: "The set of alert rules" };

export type AlertWatchParts = {
  readonly plan: Plan;
  readonly keeper: RoomKeeper;
  readonly conditions: () => Promise<readonly Condition[]>;
  readonly needs: (target: string) => readonly string[];
  readonly now: () => EpochMs;
  readonly evaluations: Evaluations;
};

export type AlertWatch = {
  /** Looks at every rule once, and logs what turned. One at a time; never throws. */
  attend(): Promise<void>;
};

export function alertWatch(parts: AlertWatchParts): AlertWatch {
  const state: { watches: Watches; running: Promise<void> | null } = { watches: new Map(), running: null };
  const look = async (): Promise<void> => {
    const { plan, keeper, needs } = parts;
    const conditions = await parts.conditions();
    const about = { plan, conditions, needs };
    state.watches = stepWatches(state.watches, { ...about, room: keeper.room(), now: parts.now() });
    if (alertDuties(state.watches, { ...about, room: keeper.room(), now: parts.now() }).length === 0) return;
    await keeper.change({
      actor: ENGINE,
      receipt: null,
      // another node may have logged it meanwhile
      decide: (room, now) => accept(alertDuties(state.watches, { ...about, room, now })),
    });
  };
  const attend = async (): Promise<void> => {
    try {
      await look();
      parts.evaluations.settled(ALERTS, null);
    } catch (error) {
      parts.evaluations.settled(ALERTS, error);
    }
  };
  return { attend: () => (state.running ??= attend().finally(() => void (state.running = null))) };
}
