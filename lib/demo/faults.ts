import { z } from "zod";
import { SEGMENT_LETTERS } from "./story.ts";

const DAY_MS = 86_400_000;
/** How long it stays on, in real time; without it, until it is cleared. */
const forMs = z.number().int().min(1).max(DAY_MS).optional();
const addedMs = z.number().min(1).max(10_000);

/** What `POST /faults` takes. A fault switched on again replaces its earlier setting. */
export const faultOrderSchema = z.discriminatedUnion("fault", [
  z.strictObject({ fault: z.literal("error-rate"), percent: z.number().gt(0).max(100), forMs }),
  z.strictObject({ fault: z.literal("latency"), addedMs, forMs }),
  z.strictObject({ fault: z.literal("outage"), forMs }),
  z.strictObject({ fault: z.literal("cache-miss-storm"), forMs }),
  z.strictObject({ fault: z.literal("bad-segment"), segment: z.enum(SEGMENT_LETTERS), forMs }),
  z.strictObject({ fault: z.literal("slow-store"), addedMs, forMs }),
  z.strictObject({ fault: z.literal("frozen-store"), forMs }),
]);
export type FaultOrder = z.infer<typeof faultOrderSchema>;
export type FaultName = FaultOrder["fault"];
export type FaultOf<Name extends FaultName> = Extract<FaultOrder, { fault: Name }>;

/** The one value a fault takes besides its duration. */
export type FaultValue = "percent" | "milliseconds" | "segment" | "none";

export type FaultRow = {
  readonly label: string;
  /** What a client sees, in one sentence. */
  readonly effect: string;
  readonly value: FaultValue;
};

/** In a bad segment this share of requests fails, and every request takes this much longer. */
export const BAD_SEGMENT = { percent: 10, addedMs: 60 } as const;

/** Every fault, in the order in which a page or the command line lists them. */
export const FAULTS = {
  "error-rate": {
    label: "Error rate",
    effect: "This share of requests fails with status 500, in every segment.",
    value: "percent",
  },
  latency: {
    label: "Latency",
    effect: "Every request takes this much longer, in every segment.",
    value: "milliseconds",
  },
  outage: { label: "Outage", effect: "The analyzer resets every connection; nothing answers.", value: "none" },
  "cache-miss-storm": {
    label: "Cache miss storm",
    effect: "The cache is emptied ten times a second, so that nearly every read goes to the store.",
    value: "none",
  },
  "bad-segment": {
    label: "One bad segment",
    effect: `In one segment ${BAD_SEGMENT.percent} % of requests fail and each takes ${BAD_SEGMENT.addedMs} ms longer.`,
    value: "segment",
  },
  "slow-store": {
    label: "Slow store",
    effect: "Every call to the store takes this much longer.",
    value: "milliseconds",
  },
  "frozen-store": {
    label: "Frozen store",
    effect: "The store accepts calls and answers none; requests fail with status 503.",
    value: "none",
  },
} as const satisfies Record<FaultName, FaultRow>;

export const FAULT_NAMES = Object.keys(FAULTS) as readonly FaultName[];
export const faultNameSchema = z.enum(FAULT_NAMES);

/** A fault that is on. `since` and `until` are real time (ISO 8601 UTC). */
export const activeFaultSchema = z.object({
  order: faultOrderSchema,
  since: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
});
export type ActiveFault = z.infer<typeof activeFaultSchema>;

/** What `GET /faults`, `POST /faults` and `DELETE /faults` answer. */
export const faultListSchema = z.object({ active: z.array(activeFaultSchema) });
