import type { EpochMs } from "#core/time";
import type { ClockSetting } from "#engine/ports";
import { z } from "zod";

export const clockSettingSchema = z.strictObject({
  kind: z.enum(["production", "rehearsal"]),
  rate: z.number().positive(),
  realAt: z.number(),
  clockAt: z.number(),
});

/** What the rollout's clock reads at real time `realNow`. */
export function readClock(setting: ClockSetting, realNow: EpochMs): EpochMs {
  return setting.clockAt + (realNow - setting.realAt) * setting.rate;
}

/** The real time at which the rollout's clock reads `clockNow`. */
export function realTimeOf(setting: ClockSetting, clockNow: EpochMs): EpochMs {
  return setting.realAt + (clockNow - setting.clockAt) / setting.rate;
}
