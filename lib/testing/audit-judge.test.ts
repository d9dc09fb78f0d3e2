import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { auditPolicySchema, judgeAudit, type AuditPolicy } from "./audit-judge.ts";

const TODAY = "2026-11-27";
const ADVISORY = {
  source: 1_096_366,
  name: "tough-cookie",
  dependency: "tough-cookie",
  title: "Prototype Pollution",
  url: "https://github.com/advisories/GHSA-72xf-g2v4-qvf3",
  severity: "moderate",
  range: "<4.1.3",
};
const ABOUT = "tough-cookie <4.1.3: Prototype Pollution (moderate, https://github.com/advisories/GHSA-72xf-g2v4-qvf3)";

/** As npm 11 prints it: the package at fault, and another that has it by way of the first. */
function aReport(severity = "moderate"): string {
  return JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      "tough-cookie": { name: "tough-cookie", severity, isDirect: false, via: [{ ...ADVISORY, severity }] },
      request: { name: "request", severity, isDirect: true, via: ["tough-cookie"] },
    },
    metadata: { vulnerabilities: { total: 2 }, dependencies: { prod: 328, dev: 233, optional: 177, total: 695 } },
  });
}

function allowing(until: string): AuditPolicy {
  const reason = "Only a test uses it, on addresses of its own.";
  return { failFrom: "moderate", allow: [{ advisory: "GHSA-72xf-g2v4-qvf3", package: "tough-cookie", reason, until }] };
}
const STRICT: AuditPolicy = { failFrom: "moderate", allow: [] };

describe("an advisory", () => {
  test.each([
    ["that nobody accepted fails, once", STRICT, "moderate", [ABOUT], 0],
    ["below the policy is told", STRICT, "low", [], 1],
    ["that is accepted is told", allowing("2026-11-27"), "moderate", [], 1],
    [
      "that was accepted fails the day after",
      allowing("2026-11-26"),
      "moderate",
      [`accepted until 2026-11-26 only: ${ABOUT}`],
      0,
    ],
  ] as const)("%s", (_, policy, severity, faults, notes) => {
    const judged = judgeAudit(aReport(severity), policy, TODAY);
    expect(judged).toMatchObject({ kind: "judged", faults });
    expect(judged.kind === "judged" && judged.notes).toHaveLength(notes);
  });
});

test("what is accepted and gone is told, so that the policy stays short", () => {
  const clean = '{"auditReportVersion":2,"vulnerabilities":{},"metadata":{"dependencies":{"total":695}}}';
  expect(judgeAudit(clean, allowing("2030-01-01"), TODAY)).toEqual({
    kind: "judged",
    dependencies: 695,
    faults: [],
    notes: ["no longer needed in the policy: GHSA-72xf-g2v4-qvf3 (tough-cookie)"],
  });
});

test.each([
  [
    '{"message":"405 Method Not Allowed - POST https://registry.npmjs.org/-/npm/v1/security/advisories/bulk","method":"POST"}',
    /405/,
  ],
  ['{"auditReportVersion":2,"vulnerabilities":{},"metadata":{"dependencies":{"total":0}}}', /no dependency/],
  ['{"error":{"code":"ENOTFOUND","summary":"request to https://registry.npmjs.org failed","detail":""}}', /failed/],
])("a registry that does not answer is said so: %s", (printed, reason) => {
  expect(judgeAudit(printed, STRICT, TODAY)).toEqual({ kind: "unknown", reason: expect.stringMatching(reason) });
});

test("anything else is no answer", () => {
  expect(() => judgeAudit("{}", STRICT, TODAY)).toThrow("something else than a report");
});

test("the committed policy is one", async () => {
  const text = await readFile(path.join(import.meta.dirname, "audit-policy.json"), "utf8");
  expect(auditPolicySchema.parse(JSON.parse(text))).toMatchObject({ failFrom: "moderate" });
});
