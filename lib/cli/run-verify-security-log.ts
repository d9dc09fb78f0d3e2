import { checkSecurityLog } from "#edges/auth/security-log";
import { parseEnvironment } from "#edges/env";
import type { LogProof } from "#edges/store/log/log-report";
import { checkSecurityEnd, type SecuritySignature } from "#edges/store/log/security-end";
import { onePicture } from "#edges/store/one-picture";
import { withProof } from "#edges/store/log/verify-stored-logs";
import type { SecurityReport } from "#wire/security";
import { textOfSince, type VerifyLogOptions } from "./run-verify-log.ts";

type Said = { readonly text: string; readonly exitCode: number };

/**
 * `holdpoint verify-log --security`: 0 when every row is as it was written and the last is signed, 1 when not or when nothing
 * can be read.
 */
export async function runVerifySecurityLog(
  variables: Readonly<Record<string, string | undefined>>,
  { publicKey, since }: VerifyLogOptions = {},
): Promise<Said> {
  const environment = parseEnvironment(variables);
  if (!environment.ok) return { text: environment.refusal.message, exitCode: 2 };
  const { HOLDPOINT_DATA: dataDir, DATABASE_URL: databaseUrl, HOLDPOINT_SIGNING_KEY: signingKey } = environment.value;
  const text = await textOfSince(since);
  const read = await withProof(
    { dataDir, databaseUrl, onEvent: () => undefined, signingKey, publicKey, since: text },
    checkSecurity,
  );
  if (!read.ok) return { text: read.refusal.message, exitCode: read.refusal.code === "invalid" ? 2 : 1 };
  const { events, hash, end, faults } = read.value;
  const about = `security log: ${events.toLocaleString("en")} ${events === 1 ? "event" : "events"}`;
  const head = hash === "" ? "" : `, ${end.signed}, head ${end.signedHead ?? hash}`;
  if (faults.length === 0) return { text: `${about}, all as written${head}`, exitCode: 0 };
  return { text: [`${about}, not as written${head}`, ...faults.map((fault) => `  ${fault}`)].join("\n"), exitCode: 1 };
}

type Checked = Pick<SecurityReport, "events" | "hash" | "faults"> & { readonly end: SecuritySignature };

/** Rows, end and signature of the security log; `faults` are all of them. */
export async function checkSecurity(pool: Parameters<typeof onePicture>[0], proof: LogProof): Promise<Checked> {
  return onePicture(pool, async (client) => {
    const { events, hash, faults } = await checkSecurityLog(client);
    const end = await checkSecurityEnd(client, proof);
    return { events, hash, end, faults: [...faults, ...end.faults] };
  });
}
