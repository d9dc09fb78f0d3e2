import { z } from "zod";
import type { Outcome } from "#core/outcome";
import { ask } from "./api.ts";

/** What a page says of a fault: the demo is another system, so the page knows it by its wire only. */
export type FaultChoice = {
  readonly id: string;
  readonly label: string;
  readonly effect: string;
  /** The one value that it takes, with what is offered; null for none. */
  readonly setting: {
    readonly field: "percent" | "addedMs" | "segment";
    readonly label: string;
    readonly options: readonly (number | string)[];
    readonly unit: string;
  } | null;
};

const addedMs = { field: "addedMs", label: "Added latency", options: [25, 100, 500, 2_000], unit: "ms" } as const;

export const FAULT_CHOICES: readonly FaultChoice[] = [
  {
    id: "error-rate",
    label: "Error rate",
    effect: "This share of requests fails, in every segment.",
    setting: { field: "percent", label: "Share", options: [0.2, 1, 5, 25], unit: "%" },
  },
  {
    id: "latency",
    label: "Latency",
    effect: "Every request takes this much longer, in every segment.",
    setting: addedMs,
  },
  { id: "outage", label: "Outage", effect: "The analyzer resets every connection; nothing answers.", setting: null },
  {
    id: "cache-miss-storm",
    label: "Cache miss storm",
    effect: "The cache is emptied again and again, so that nearly every read goes to the store.",
    setting: null,
  },
  {
    id: "bad-segment",
    label: "One bad segment",
    effect: "In one segment some requests fail and each takes longer.",
    setting: { field: "segment", label: "Segment", options: ["a", "b", "c"], unit: "" },
  },
  {
    id: "slow-store",
    label: "Slow store",
    effect: "Every call to the store takes this much longer.",
    setting: addedMs,
  },
  { id: "frozen-store", label: "Frozen store", effect: "The store accepts calls and answers none.", setting: null },
];

const activeFaultSchema = z.object({
  order: z.looseObject({ fault: z.string() }),
  since: z.string(),
  until: z.string().nullable(),
});
const faultListSchema = z.object({ active: z.array(activeFaultSchema) });
export type FaultList = z.infer<typeof faultListSchema>;

export function fetchFaults(signal?: AbortSignal): Promise<Outcome<FaultList>> {
  return ask("/api/v1/demo/faults", { schema: faultListSchema, signal });
}

export type FaultOrder = {
  readonly fault: string;
  readonly percent?: number;
  readonly addedMs?: number;
  readonly segment?: string;
};

export function switchFaultOn(order: FaultOrder): Promise<Outcome<FaultList>> {
  return ask("/api/v1/demo/faults", { schema: faultListSchema, method: "POST", body: order });
}

/** Without a name, every fault. */
export function switchFaultOff(fault?: string): Promise<Outcome<FaultList>> {
  const query = fault === undefined ? "" : `?fault=${encodeURIComponent(fault)}`;
  return ask(`/api/v1/demo/faults${query}`, { schema: faultListSchema, method: "DELETE" });
}

const clockSchema = z.object({ rate: z.number() });

export function setRehearsalRate(rate: number): Promise<Outcome<{ readonly rate: number }>> {
  return ask("/api/v1/demo/clock", { schema: clockSchema, method: "POST", body: { rate } });
}
