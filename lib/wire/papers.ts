import { z } from "zod";
import { countInQuery } from "#core/bounds";

const verdict = z.enum(["PASS", "WARN", "FAIL", "NO_DATA"]);
const at = z.number();

/** `GET /api/v1/reports`: what the plan asks for, and which sections a person may write for. */
export const reportsSchema = z.object({
  reports: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      file: z.string(),
      due: at,
      sections: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
  ),
});
export type Reports = z.infer<typeof reportsSchema>;

export const reportQuerySchema = z.strictObject({ format: z.enum(["md", "html", "json"]).default("md") });

const briefSchema = z.object({
  id: z.string(),
  label: z.string(),
  at,
  conditions: z.string(),
  actions: z.string(),
  needs: z.string(),
  /** 0: as it was generated. */
  revision: z.number(),
  by: z.string().nullable(),
});
/** `GET /api/v1/briefs`: every brief that is due, oldest first. */
export const briefsSchema = z.object({ briefs: z.array(briefSchema) });
export type Briefs = z.infer<typeof briefsSchema>;

const change = z.object({ seq: z.number(), at, sentence: z.string() });

/** `GET /api/v1/summary?since=12`: since event 12 of the log. */
export const summaryQuerySchema = z.strictObject({ since: countInQuery.optional() });
export const summarySchema = z.object({
  name: z.string(),
  kind: z.enum(["production", "rehearsal"]),
  at,
  t0: at,
  started: z.boolean(),
  seq: z.number(),
  status: z.object({ verdict, sentence: z.string() }),
  changed: z.object({ since: z.number().nullable(), sentence: z.string(), items: z.array(change) }),
  needs: z.array(z.string()),
  phase: z.object({ label: z.string(), until: at.nullable(), share: z.number() }),
  criteria: z.array(z.object({ id: z.string(), label: z.string(), verdict, measured: z.string(), reason: z.string() })),
  budget: z.object({ sentence: z.string(), remainingShare: z.number() }).nullable(),
  business: z.array(z.object({ label: z.string(), value: z.string(), target: z.string(), verdict })),
  incidents: z.object({ active: z.array(z.string()), critical: z.number(), sinceT0: z.number() }),
  decisions: z.array(change),
  sprint: z
    .object({
      label: z.string(),
      streams: z.array(
        z.object({
          label: z.string(),
          from: at,
          to: at,
          state: z.enum(["ahead", "now", "over"]),
          done: z.number().nullable(),
          tasks: z.number(),
        }),
      ),
    })
    .nullable(),
  milestones: z.array(z.object({ label: z.string(), at })),
  brief: briefSchema.nullable(),
});
