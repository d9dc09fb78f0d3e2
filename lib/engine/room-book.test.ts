import { describe, expect, it } from "vitest";
import { roomAt } from "#core/room/room-at";
import type { RoomEvent } from "#core/room/room-event";
import { applyEvent, EMPTY_ROOM, type Room } from "#core/room/room";
import { MINUTE_MS, type EpochMs } from "#core/time";
import { ADA, ADVANCED, ALL_GO, BEFORE, ENGINE, opened, started, voted, type Happened } from "#testing/a-room";
import { anEventLog } from "#testing/an-event-log";
import { chance, type Chance } from "#testing/chance";
import { testSeed } from "#testing/test-seed";
import { roomBook } from "./room-book.ts";
import type { EventLog, NewEvent } from "./ports.ts";

const note = (text: string): RoomEvent => ({ type: "note_added", text, checkpoint: null });

/** A log of what may happen, its times rising by up to five minutes or not at all; now and then the clock is set back. */
function randomLog(draw: Chance, length: number): readonly NewEvent[] {
  const events: Happened[] = [...ALL_GO, ADVANCED, started(), opened()];
  let at = BEFORE;
  return Array.from({ length }, (_, index): NewEvent => {
    at += draw() < 0.3 ? 0 : (draw() - 0.05) * 5 * MINUTE_MS;
    const known = events[index];
    const plain: RoomEvent = known && "event" in known ? known.event : (known ?? note(`Remark ${index}`));
    const event = index > events.length && draw() < 0.3 ? voted(ADA, "engineering-lead") : plain;
    return { at, actor: ENGINE, event };
  });
}

/** What a room that is told each event as it happens shows at `moment`: nothing that comes later, and all before. */
function liveAt(log: readonly NewEvent[], moment: EpochMs): Room {
  let room = EMPTY_ROOM;
  for (const [index, event] of log.entries()) {
    if (event.at > moment) break;
    room = applyEvent(room, { ...event, seq: index + 1, hash: "" });
  }
  return room;
}

describe("a room at a moment", () => {
  it("is the room that was live then, at any moment of any log", async () => {
    const draw = chance(testSeed());
    for (const length of [0, 1, 31, 32, 33, 64, 200]) {
      const log = randomLog(draw, length);
      const book = roomBook({ rollout: "r1", log: anEventLog(log) });
      const times = log.flatMap(({ at }) => [at, at - 0.5, at + 0.5]);
      const moments = [BEFORE - 1, ...times, (log.at(-1)?.at ?? BEFORE) + 1];
      for (const moment of moments.toSorted(() => draw() - 0.5)) {
        const then = await book.at(moment);
        const live = liveAt(log, moment);
        expect(then.room).toEqual(live);
        expect(
          roomAt(
            log.map((event, index) => ({ ...event, seq: index + 1, hash: "" })),
            moment,
          ),
        ).toEqual(live);
        expect(then.event?.seq ?? 0).toBe(live.seq);
      }
    }
  });

  it("names the moments before and after at which something was logged, in whole ms", async () => {
    const at = (ms: number): NewEvent => ({ at: BEFORE + ms, actor: ENGINE, event: note("Remark") });
    const book = roomBook({ rollout: "r1", log: anEventLog([at(0), at(10.4), at(10.4), at(30)]) });
    const around = async (ms: number): Promise<readonly (number | null)[]> => {
      const { previous, next } = await book.at(BEFORE + ms);
      return [previous, next].map((moment) => moment && moment - BEFORE);
    };
    expect(await around(-1)).toEqual([null, 0]);
    expect(await around(0)).toEqual([null, 11]);
    expect(await around(11)).toEqual([0, 30]);
    expect(await around(29)).toEqual([11, 30]);
    expect(await around(30)).toEqual([11, null]);
    expect(await around(31)).toEqual([30, null]);
  });

  it("reads on when the log has grown, and never more than a few events for a moment that is known", async () => {
    const draw = chance(testSeed());
    const log = anEventLog(randomLog(draw, 700));
    const asked: number[] = [];
    const counting: Pick<EventLog, "eventsAfter"> = {
      eventsAfter: (rollout, seq, most) => (asked.push(most), log.eventsAfter(rollout, seq, most)),
    };
    const book = roomBook({ rollout: "r1", log: counting });
    const last = await book.at(Infinity);
    expect(last.room.seq).toBe(700);
    const later = BEFORE + 1_000 * 60 * MINUTE_MS;
    await log.append("r1", 700, [{ events: [{ at: later, actor: ENGINE, event: note("Later") }], receipt: null }]);
    expect((await book.at(later)).room.seq).toBe(701);
    asked.length = 0;
    for (let round = 0; round < 50; round += 1) await book.at(BEFORE + draw() * 700 * 2 * MINUTE_MS);
    expect(Math.max(...asked)).toBeLessThanOrEqual(32);
  });
});
