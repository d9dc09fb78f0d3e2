import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { auditPolicySchema, judgeAudit } from "./audit-judge.ts";

// `npm run audit`: the registry's advisories against `audit-policy.json`. 0: nothing that is not accepted; 1: something; 2: the
// registry gave no advisories, so that nothing is known.
const policy = auditPolicySchema.parse(
  JSON.parse(await readFile(fileURLToPath(new URL("audit-policy.json", import.meta.url)), "utf8")),
);
const LIMIT_MS = 120_000;

const printed = await new Promise<string>((resolve) =>
  execFile(
    "npm",
    ["audit", "--json"],
    { timeout: LIMIT_MS, maxBuffer: 64_000_000, shell: process.platform === "win32" },
    // its exit code says that there are advisories, of which the policy is the judge
    (_, stdout) => resolve(stdout || JSON.stringify({ message: "npm audit said nothing in time" })),
  ),
);
const judgement = judgeAudit(printed, policy, new Date().toISOString().slice(0, 10));
if (judgement.kind === "unknown") {
  process.stderr.write(`NOT AUDITED  the registry gives no advisories: ${judgement.reason}\n`);
  process.exitCode = 2;
} else {
  for (const note of judgement.notes) process.stdout.write(`${note}\n`);
  for (const fault of judgement.faults) process.stderr.write(`NOT ACCEPTED  ${fault}\n`);
  const { faults, dependencies } = judgement;
  process.stdout.write(
    `${dependencies} dependencies, ${faults.length} advisories that lib/testing/audit-policy.json does not accept.\n`,
  );
  if (faults.length > 0) process.exitCode = 1;
}
