import { z } from "zod";
import { severitySchema } from "#core/plan/alerts";
import { evidenceSchema } from "#core/room/evidence";
import type { IncidentRecord } from "#core/room/incident-record";
import { incidentWindowSchema } from "#core/room/incident-windows";

const timeline = z
  .array(z.object({ seq: z.number(), at: z.number(), who: z.string(), sentence: z.string() }))
  .readonly();

/** `GET /api/v1/incidents/{id}`: times in epoch ms, lengths in ms, values in base form. */
export const incidentSchema: z.ZodType<IncidentRecord> = z.object({
  alert: z.string(),
  label: z.string(),
  rule: z.string(),
  subject: z.string().nullable(),
  severity: severitySchema,
  since: z.number(),
  firedAt: z.number(),
  over: z.number().nullable(),
  took: z.object({ notice: z.number(), acknowledge: z.number().nullable(), resolve: z.number().nullable() }),
  exit: z.enum(["resume", "reschedule", "abort"]).nullable(),
  timeline,
  decisions: timeline,
  turns: z.array(z.object({ at: z.number(), severity: severitySchema, evidence: evidenceSchema })).readonly(),
  windows: z.array(incidentWindowSchema).readonly().nullable(),
  log: z.object({ first: z.number(), last: z.number(), hash: z.string() }),
});
