import type { Plan } from "../plan/plan.ts";
import type { Schedule } from "../plan/schedule.ts";
import type { Room } from "../room/room.ts";
import type { EpochMs } from "../time.ts";
import type { NoticePlace } from "./notice-of.ts";

/** What the clock's notices are read from. */
export type DuePlace = NoticePlace & {
  readonly plan: Plan;
  readonly room: Room;
  readonly schedule: Schedule;
  readonly now: EpochMs;
};
