import { performance } from "node:perf_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Chance } from "../chance.ts";
import { sendJson, sendProblem } from "../child/json-http.ts";
import { BAD_SEGMENT } from "../faults.ts";
import { letterOf, parseLearnerId, STORY, type LearnerRef, type Segment } from "../story.ts";
import type { ActiveLearners } from "./active-learners.ts";
import { analyze } from "./analyze.ts";
import type { CacheClient } from "./cache-client.ts";
import type { FaultSwitches } from "./fault-switches.ts";
import type { EndedRequest, RequestRecord } from "./request-record.ts";
import type { StoreClient } from "./store-client.ts";
import type { TickCounter } from "./tick-counter.ts";

export type Traffic = {
  readonly faults: FaultSwitches;
  readonly cache: CacheClient;
  readonly store: StoreClient;
  readonly record: RequestRecord;
  readonly counter: TickCounter;
  readonly learners: ActiveLearners;
  readonly chance: Chance;
  /** Requests that named nobody, and health checks: no segment's traffic. */
  readonly apart: { refused: number; probes: number; probeErrors: number };
};

type Ending = Pick<EndedRequest, "error" | "cache">;

/** One learner's analysis, counted in the tick in which it ends, whatever becomes of it. */
export async function answerTraffic(
  traffic: Traffic,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, query = ""] = (request.url ?? "").split("?", 2);
  const learner = parseLearnerId(new URLSearchParams(query).get("learner") ?? "");
  if (!learner) {
    traffic.apart.refused += 1;
    return sendProblem(response, { status: 404, detail: "learner: names nobody here" });
  }
  const begun = performance.now();
  const ending = await endingOf(traffic, learner, response);
  const answered = !response.destroyed;
  const revenue = ending.error || !answered ? 0 : STORY.revenueCentsPerAnalysis * traffic.counter.setting().rate;
  const ended: EndedRequest = {
    ...ending,
    error: ending.error || !answered,
    segment: learner.segment,
    tick: traffic.counter.tickNow(Date.now()),
    latencyMs: answered ? performance.now() - begun : null,
    revenueCents: Math.round(revenue),
  };
  traffic.counter.add(ended);
  traffic.record.add(ended);
}

async function endingOf(traffic: Traffic, learner: LearnerRef, response: ServerResponse): Promise<Ending> {
  if (!(await passFaults(traffic, learner.segment, response))) return { error: true, cache: null };
  try {
    const analysis = await analyze(traffic, learner);
    traffic.learners.seen(learner, Date.now());
    sendJson(response, 200, analysis);
    return { error: false, cache: analysis.cache };
  } catch {
    sendProblem(response, { status: 503, detail: "the store does not answer" });
    return { error: true, cache: null };
  }
}

/** Suffers the faults that are on; false when one of them ended the request. */
export async function passFaults(
  { faults, chance }: Pick<Traffic, "faults" | "chance">,
  segment: Segment,
  response: ServerResponse,
): Promise<boolean> {
  if (faults.get("outage")) {
    response.destroy();
    return false;
  }
  const bad = faults.get("bad-segment")?.segment === letterOf(segment);
  const addedMs = (faults.get("latency")?.addedMs ?? 0) + (bad ? BAD_SEGMENT.addedMs : 0);
  if (addedMs > 0) await new Promise((resolve) => setTimeout(resolve, addedMs));
  const percent = Math.max(faults.get("error-rate")?.percent ?? 0, bad ? BAD_SEGMENT.percent : 0);
  if (chance() * 100 >= percent) return true;
  sendProblem(response, { status: 500, detail: "the analyzer failed, as it was told to" });
  return false;
}
