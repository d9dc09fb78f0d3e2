import { accept } from "#core/outcome";
import type { Plan } from "#core/plan/plan";
import { unmeasured } from "#core/room/incident";
import { incidentRanges, incidentWindow } from "#core/room/incident-windows";
import type { EpochMs } from "#core/time";
import type { RoomKeeper } from "./room-keeper.ts";
import { readWindow, type Stored } from "./stored-windows.ts";

const ENGINE = { kind: "engine" } as const;
/** After a long pause many may wait: so many per beat. */
const MOST_PER_BEAT = 2;

type Parts = Stored & {
  readonly plan: Plan;
  readonly keeper: RoomKeeper;
  readonly now: () => EpochMs;
};

/** Freezes what was measured before, during and after each incident that is over, in the log. */
export async function measureWhatIsOver(parts: Parts): Promise<void> {
  const { plan, keeper, now } = parts;
  for (const { id, since, over } of unmeasured(keeper.room().alerts, now()).slice(0, MOST_PER_BEAT)) {
    const ranges = incidentRanges(since, over);
    const windows = await Promise.all(
      ranges.map(async ({ part, ...range }) => incidentWindow(plan, part, await readWindow(parts, range))),
    );
    await keeper.change({
      actor: ENGINE,
      receipt: null,
      // another node may have done it first
      decide: (room) => accept(room.alerts[id]?.measured ? [] : [{ type: "alert_measured", alert: id, windows }]),
    });
  }
}
