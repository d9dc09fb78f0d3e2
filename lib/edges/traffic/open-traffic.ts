import { placesOf } from "#core/config/problems";
import { trafficPlanProblems, type TrafficConfig } from "#core/config/traffic-config";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { Plan } from "#core/plan/plan";
import type { Split } from "#core/traffic/split";
import { openGuard } from "#edges/guard";
import type { TrafficControl } from "#engine/traffic-port";
import { haproxyControl } from "./haproxy-control.ts";
import { recordOnly } from "./record-only.ts";
import { signedWebhook } from "./signed-webhook.ts";

export type TrafficAbout = {
  readonly plan: Plan;
  /** The split that the room's log says was applied last, null before any; asked at each reading of a record-only control. */
  readonly recorded: () => Split | null;
  /** `network.allowLinkLocal` of the configuration. */
  readonly allowLinkLocal: boolean;
};

/** The configured control. `invalid`, in one sentence that names the field, when it does not fit the plan; calls nobody yet. */
export function openTraffic(config: TrafficConfig, about: TrafficAbout): Outcome<TrafficControl> {
  const places = placesOf(trafficPlanProblems(config, about.plan), { traffic: config });
  const [first] = places;
  if (first) return refuse("invalid", `${first.path} ${first.message}.`, places);
  const around = {
    groups: about.plan.traffic?.groups ?? [],
    guard: openGuard({ allowLinkLocal: about.allowLinkLocal }),
  };
  switch (config.kind) {
    case "record":
      return accept(recordOnly(about.recorded));
    case "webhook":
      return accept(signedWebhook(config, around));
    case "haproxy":
      return accept(haproxyControl(config, around));
  }
  return config satisfies never;
}
