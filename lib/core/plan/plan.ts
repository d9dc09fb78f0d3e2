import { z } from "zod";
import { positiveInput } from "../bounds.ts";
import { limitSchema, metricDefinitionSchema } from "../measure/metric.ts";
import { alertRuleSchema } from "./alerts.ts";
import { briefSchema, gateSchema, pulseSchema, recurringSchema } from "./checkpoints.ts";
import { baselineSchema, errorBudgetSchema, successSchema } from "./criteria.ts";
import { peopleSchema } from "./people.ts";
import { phaseSchema, rampDecisionSchema, sequenceStepSchema, trafficSchema } from "./phases.ts";
import { blockedStreamSchema, delaySchema, playbookSchema } from "./playbooks.ts";
import { preflightItemSchema } from "./preflight.ts";
import { acknowledgedSchema, checklistGroupSchema, reportSchema } from "./reports.ts";
import { sprintSchema } from "./sprint.ts";
import { durationSchema, instantSchema } from "./when.ts";
import { decisionSetSchema, idSchema, labelSchema, lineSchema, statusSetSchema, textSchema } from "./words.ts";

/** A limit with where it comes from; `stated: pass_only` when the source gave no more than the target. */
const planLimitSchema = limitSchema.extend({
  source: textSchema.optional(),
  stated: z.enum(["pass_only", "all"]).optional(),
});

const releaseSchema = z.strictObject({ tag: labelSchema, description: textSchema.optional() });

const peopleDefault = { roles: [], crews: [], shifts: [], escalation: [] };

/**
 * A plan file. Times are offsets from T0, or dates written against `t0` that move with it. Words that return (status choices,
 * decisions) are named once and referred to by id.
 */
export const planSchema = z.strictObject({
  $schema: z.string().optional(),
  id: idSchema,
  name: labelSchema,
  version: labelSchema,
  release: releaseSchema.optional(),
  mission: z.array(lineSchema).default([]),
  approvedBy: z.array(idSchema).default([]),
  t0: instantSchema,
  /** Share of expected ticks that must be measured for a verdict, 0 to 1. */
  minimumCoverage: z.number().gt(0).max(1).default(0.95),
  /** The watched hours from T0 on which the rollout is judged; `stated` is what a heading of the source calls it. */
  intensiveWindow: z
    .strictObject({ length: durationSchema, stated: durationSchema.optional() })
    .default({ length: "36h" }),
  segments: z.array(lineSchema).default([]),
  metrics: z.array(metricDefinitionSchema).min(1),
  limits: z.array(planLimitSchema).default([]),
  headlines: z.array(idSchema).min(1),
  /** Figures of the business, typed in, pushed or measured, shown beside the success criteria. */
  business: z.array(idSchema).default([]),
  segmentVariance: z
    .strictObject({ minimumN: positiveInput, metrics: z.array(idSchema) })
    .default({ minimumN: 100, metrics: [] }),
  errorBudget: errorBudgetSchema.optional(),
  statusSets: z.array(statusSetSchema).default([]),
  decisionSets: z.array(decisionSetSchema).default([]),
  people: peopleSchema.default(peopleDefault),
  phases: z.array(phaseSchema).min(1),
  preflight: z.array(preflightItemSchema).default([]),
  /** The GO/NO-GO: how long a vote counts, the delay that follows a NO-GO, and whether votes need a second factor. */
  poll: z
    .strictObject({ lapseAfter: durationSchema, delay: idSchema.optional(), secondFactor: z.boolean().optional() })
    .default({ lapseAfter: "30m" }),
  /** A checkpoint that is not decided so long after it was due is overdue. */
  grace: durationSchema.default("10m"),
  traffic: trafficSchema.optional(),
  rampDecision: rampDecisionSchema.optional(),
  t0Sequence: z.array(sequenceStepSchema).default([]),
  gates: z.array(gateSchema).default([]),
  pulse: pulseSchema.optional(),
  recurring: z.array(recurringSchema).default([]),
  briefs: z.array(briefSchema).default([]),
  success: successSchema.default({ criteria: [], whenMet: [] }),
  baseline: baselineSchema.optional(),
  alerts: z.array(alertRuleSchema).max(100).default([]),
  playbooks: z.array(playbookSchema).default([]),
  delays: z.array(delaySchema).default([]),
  blockedStreams: z.array(blockedStreamSchema).default([]),
  sprint: sprintSchema.optional(),
  reports: z.array(reportSchema).default([]),
  checklist: z.array(checklistGroupSchema).default([]),
  acknowledged: z.array(acknowledgedSchema).default([]),
});

export type Plan = z.infer<typeof planSchema>;
/** A plan as written, before defaults. */
export type PlanInput = z.input<typeof planSchema>;
export type PlanLimit = z.infer<typeof planLimitSchema>;
