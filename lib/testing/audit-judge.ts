import { z } from "zod";

const SEVERITIES = ["info", "low", "moderate", "high", "critical"] as const;
const severitySchema = z.enum(SEVERITIES);

/** What is known and accepted for a time; everything else from `failFrom` on fails. */
export const auditPolicySchema = z.strictObject({
  failFrom: severitySchema,
  allow: z.array(
    z.strictObject({
      /** `GHSA-...`, as the advisory's address ends. */
      advisory: z.string().regex(/^GHSA(-[0-9a-z]{4}){3}$/),
      package: z.string().min(1),
      /** Why it does not matter here. */
      reason: z.string().min(20),
      /** The last day on which it is accepted. */
      until: z.iso.date(),
    }),
  ),
});
export type AuditPolicy = z.infer<typeof auditPolicySchema>;

const advisorySchema = z.object({
  name: z.string(),
  title: z.string(),
  url: z.string(),
  severity: severitySchema,
  range: z.string(),
});

/** Of `npm audit --json`, version 2: a cause is an advisory, or the name of another package that has one. */
const reportSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([z.string(), advisorySchema])) })),
  metadata: z.object({ dependencies: z.object({ total: z.number() }) }),
});

export type Judgement =
  /** The registry did not answer, or keeps no advisories; `reason` is its word. */
  | { readonly kind: "unknown"; readonly reason: string }
  | {
      readonly kind: "judged";
      /** How many were asked about. */
      readonly dependencies: number;
      readonly faults: readonly string[];
      readonly notes: readonly string[];
    };

/** What npm printed against the policy, on the day `today` (`2026-11-27`). Rejects what is neither a report nor an error of npm. */
export function judgeAudit(printed: string, policy: AuditPolicy, today: string): Judgement {
  const answer: unknown = JSON.parse(printed);
  const report = reportSchema.safeParse(answer);
  if (!report.success) {
    const failed = z.object({ message: z.string().optional(), error: z.object({ summary: z.string() }).optional() });
    const { message, error } = failed.parse(answer);
    const reason = message ?? error?.summary;
    if (reason === undefined) throw new Error("npm audit printed something else than a report");
    return { kind: "unknown", reason };
  }
  const dependencies = report.data.metadata.dependencies.total;
  if (dependencies === 0) return { kind: "unknown", reason: "npm audit asked about no dependency" };
  const causes = Object.values(report.data.vulnerabilities).flatMap(({ via }) => via);
  const advisories = new Map(causes.filter((cause) => typeof cause !== "string").map((cause) => [cause.url, cause]));
  const faults: string[] = [];
  const notes: string[] = [];
  const used = new Set<string>();
  for (const { name, title, url, severity, range } of advisories.values()) {
    const about = `${name} ${range}: ${title} (${severity}, ${url})`;
    const allowed = policy.allow.find((one) => url.endsWith(`/${one.advisory}`) && one.package === name);
    if (allowed) used.add(allowed.advisory);
    if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(policy.failFrom)) notes.push(`below the policy: ${about}`);
    else if (!allowed) faults.push(about);
    else if (allowed.until < today) faults.push(`accepted until ${allowed.until} only: ${about}`);
    else notes.push(`accepted until ${allowed.until}, ${allowed.reason} ${about}`);
  }
  for (const { advisory, package: name } of policy.allow)
    if (!used.has(advisory)) notes.push(`no longer needed in the policy: ${advisory} (${name})`);
  return { kind: "judged", dependencies, faults, notes };
}
