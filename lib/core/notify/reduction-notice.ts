import type { Plan } from "../plan/plan.ts";
import { actorName, type Actor } from "../room/actor.ts";
import { trafficSentence } from "../room/traffic-sentence.ts";
import type { TrafficEvent } from "../room/traffic.ts";
import type { EpochMs } from "../time.ts";
import type { NoticeWords } from "./notice-of.ts";

type CountdownEvent = Extract<TrafficEvent, { type: "traffic_countdown_begun" | "traffic_countdown_ended" }>;
export type CountdownPlace = { readonly plan: Plan; readonly at: EpochMs; readonly actor: Actor };

/**
 * The automatic reduction's countdown, as people outside are told of it: it begins, and it is made, cancelled or not needed.
 * Told of silenced alerts too: a silence hides an alert, not that traffic is about to move. Its subject is its own, so that
 * its end does not close the alert that it was for.
 */
export function reductionNotice(event: CountdownEvent, { plan, at, actor }: CountdownPlace): NoticeWords {
  const begun = event.type === "traffic_countdown_begun";
  const by = !begun && event.how === "cancelled" ? ` ${actorName(actor)} decided it.` : "";
  return {
    kind: begun ? "alert" : "resolved",
    severity: "critical",
    subject: `reduction:${event.alert}`.slice(0, MOST_SUBJECT),
    title: "Automatic traffic reduction",
    body: `${trafficSentence(event, { plan, at })}${by}`,
    link: "/traffic",
    audience: "on-shift",
  };
}

const MOST_SUBJECT = 200;
