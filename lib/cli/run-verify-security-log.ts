import { checkSecurityLog } from "#edges/auth/security-log";
import { parseEnvironment } from "#edges/env";
import { checkSecurityEnd } from "#edges/store/log/security-end";
import { onePicture } from "#edges/store/one-picture";
import { withProof } from "#edges/store/log/verify-stored-logs";
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
    (pool, proof) =>
      onePicture(pool, async (client) => ({
        report: await checkSecurityLog(client),
        end: await checkSecurityEnd(client, proof),
      })),
  );
  if (!read.ok) return { text: read.refusal.message, exitCode: read.refusal.code === "invalid" ? 2 : 1 };
  const { report, end } = read.value;
  const { events, hash } = report;
  const faults = [...report.faults, ...end.faults];
  const about = `security log: ${events.toLocaleString("en")} ${events === 1 ? "event" : "events"}`;
  const head = hash === "" ? "" : `, ${end.signed}, head ${end.signedHead ?? hash}`;
  if (faults.length === 0) return { text: `${about}, all as written${head}`, exitCode: 0 };
  return { text: [`${about}, not as written${head}`, ...faults.map((fault) => `  ${fault}`)].join("\n"), exitCode: 1 };
}
