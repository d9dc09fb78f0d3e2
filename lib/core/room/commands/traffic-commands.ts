import { z } from "zod";
import { idText, reasonText } from "../../text.ts";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import type { Plan } from "../../plan/plan.ts";
import { holdTraffic, reduceTraffic, resumeTraffic, takeStep, type TrafficState } from "../../traffic/traffic-state.ts";
import { type Decide } from "../deciding.ts";
import { countdownCancelled, countdownMade } from "../reduction.ts";
import type { RoomEvent } from "../room-event.ts";
import type { Room } from "../room.ts";
import { trafficNow, type TrafficDecided } from "../traffic.ts";
import { alertOf } from "./alert-commands.ts";

const why = {
  reason: reasonText,
  /** The alert for which it is done, where there is one. */
  alert: idText.nullable().default(null),
};

export const takeTrafficStepInput = z.strictObject({ step: idText, ...why });
/** `share` in percent of all traffic. */
export const reduceTrafficInput = z.strictObject({ group: idText, share: z.number().min(0).max(100), ...why });
export const holdTrafficInput = z.strictObject(why);

export const cancelReductionInput = z.strictObject({ alert: idText, reason: reasonText });

/** The reduction that Holdpoint would make by itself is not made, for none of the alerts that are critical now. */
export const decideCancelReduction: Decide<z.infer<typeof cancelReductionInput>> = (room, { alert, reason }) => {
  const { countdown } = room.traffic;
  if (countdown?.alert !== alert) return refuse("conflict", `No reduction is on its way for "${alert}".`);
  return accept([countdownCancelled(room, countdown, reason)]);
};

type Why = { readonly reason: string; readonly alert: string | null };
type TrafficPlan = NonNullable<Plan["traffic"]>;
type Change = Why & {
  readonly how: TrafficDecided["how"];
  readonly step: string | null;
  readonly change: (state: TrafficState, plan: TrafficPlan) => Outcome<TrafficState>;
};

export const decideTrafficStep: Decide<z.infer<typeof takeTrafficStepInput>> = (room, { step, ...said }, { plan }) =>
  changed(room, plan, { ...said, how: "step", step, change: (state, traffic) => takeStep(state, traffic, step) });

/** A group gets less, and the traffic is on hold: what it loses goes back to the stable version. */
export const decideReduceTraffic: Decide<z.infer<typeof reduceTrafficInput>> = (room, input, { plan }) => {
  const { group, share, ...said } = input;
  const change = (state: TrafficState, traffic: TrafficPlan): Outcome<TrafficState> =>
    reduceTraffic(state, traffic, { group, share });
  return changed(room, plan, { ...said, how: "reduce", step: null, change });
};

/** No group gets more until somebody resumes. */
export const decideHoldTraffic: Decide<z.infer<typeof holdTrafficInput>> = (room, said, { plan }) => {
  if (plan.traffic && trafficNow(room, plan).held) return accept([]);
  return changed(room, plan, { ...said, how: "hold", step: null, change: (state) => accept(holdTraffic(state)) });
};

/** Back to the split from before the hold. */
export const decideResumeTraffic: Decide<z.infer<typeof holdTrafficInput>> = (room, said, { plan }) =>
  changed(room, plan, { ...said, how: "resume", step: null, change: resumeTraffic });

function changed(room: Room, plan: Plan, { change, ...said }: Change): Outcome<readonly RoomEvent[]> {
  if (!plan.traffic) return refuse("conflict", "The plan moves no traffic.");
  const alert = said.alert === null ? null : alertOf(room, said.alert);
  if (alert && !alert.ok) return alert;
  const state = change(trafficNow(room, plan), plan.traffic);
  if (!state.ok) return state;
  // people were faster than the countdown
  const made = countdownMade(room, state.value.intended, plan);
  return accept([{ type: "traffic_set", ...said, ...state.value }, ...(made ? [made] : [])]);
}
