import { z } from "zod";
import { durationSchema, momentSchema } from "./when.ts";
import { idSchema, labelSchema } from "./words.ts";

export const disciplineSchema = z.enum([
  "engineering",
  "product",
  "operations",
  "data-science",
  "qa",
  "support",
  "executive",
]);
export type Discipline = z.infer<typeof disciplineSchema>;

const roleSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  discipline: disciplineSchema,
  /** Has a vote in the GO/NO-GO. */
  votes: z.boolean().default(false),
});

/** People by role, not by name: names are put to roles in the roster of a rollout. */
export const peopleSchema = z.strictObject({
  roles: z.array(roleSchema).default([]),
  crews: z.array(z.strictObject({ id: idSchema, label: labelSchema, roles: z.array(idSchema).min(1) })).default([]),
  shifts: z
    .array(
      z.strictObject({
        id: idSchema,
        label: labelSchema,
        crews: z.array(idSchema).min(1),
        lead: idSchema,
        from: momentSchema,
        to: momentSchema,
        /** How long the incoming crew stands beside the outgoing one before `from`. */
        overlap: durationSchema.default("0m"),
        duties: z.array(labelSchema).default([]),
      }),
    )
    .default([]),
  /** Who is called, in this order, and how long each has before the next is. */
  escalation: z.array(z.strictObject({ role: idSchema, after: durationSchema })).default([]),
});
