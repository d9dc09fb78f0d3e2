import { z } from "zod";

/** `GET /api/v1/rollout`: what every page needs to know once, and again when it changes. Times are epoch ms by the rollout's clock. */
export const rolloutSchema = z.object({
  id: z.string(),
  name: z.string(),
  plan: z.string(),
  planVersion: z.string(),
  kind: z.enum(["production", "rehearsal"]),
  /** T0 as it stands: when it was, once the rollout has started; when it is to be, before. */
  t0: z.number(),
  /** When somebody started it; null before. */
  startedAt: z.number().nullable(),
  /** T0 as the plan has it. */
  plannedT0: z.number(),
  /** Length of the intensive window in ms (36 h): progress = elapsed / this. */
  intensiveMs: z.number(),
  clock: z.object({
    kind: z.enum(["production", "rehearsal"]),
    rate: z.number(),
    realAt: z.number(),
    clockAt: z.number(),
  }),
  demo: z.boolean(),
  /** Who moves the traffic. */
  trafficControl: z.enum(["record", "webhook", "haproxy"]),
  build: z.string(),
  phases: z.array(z.object({ id: z.string(), label: z.string(), from: z.number(), to: z.number() })),
  checkpoints: z.array(
    z.object({ id: z.string(), label: z.string(), kind: z.enum(["gate", "pulse", "check", "review"]), at: z.number() }),
  ),
  segments: z.array(z.object({ id: z.string(), label: z.string() })),
  metrics: z.array(
    z.object({ id: z.string(), label: z.string(), unit: z.string(), better: z.enum(["lower", "higher", "neither"]) }),
  ),
  sprint: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      from: z.number(),
      to: z.number(),
      tasks: z.array(z.object({ id: z.string(), label: z.string(), from: z.number(), to: z.number() })),
    }),
  ),
});
export type RolloutView = z.infer<typeof rolloutSchema>;
