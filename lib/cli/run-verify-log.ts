import { readFile } from "node:fs/promises";
import { parseEnvironment } from "#edges/env";
import { compareLogFile } from "#edges/store/log/compare-log-file";
import { givenHead } from "#edges/store/log/given-proof";
import { verifyLogFile } from "#edges/store/log/verify-log-file";
import { believedKey, verifyStoredLogs } from "#edges/store/log/verify-stored-logs";
import { looksLikeHead } from "#edges/store/log/signed-head";
import type { LogReport } from "#edges/store/log/log-report";

export type VerifyLogOptions = { readonly publicKey?: string | undefined; readonly since?: string | undefined };
type Said = { readonly text: string; readonly exitCode: number };

/** `holdpoint verify-log`: one line per rollout; 0 when every row is as it was written, 1 when not or when nothing can be read. */
export async function runVerifyLog(
  variables: Readonly<Record<string, string | undefined>>,
  { publicKey, since }: VerifyLogOptions = {},
): Promise<Said> {
  const environment = parseEnvironment(variables);
  if (!environment.ok) return { text: environment.refusal.message, exitCode: 2 };
  const { HOLDPOINT_DATA: dataDir, DATABASE_URL: databaseUrl, HOLDPOINT_SIGNING_KEY: signingKey } = environment.value;
  const text = await textOfSince(since);
  const onEvent = (): void => undefined;
  const read = await verifyStoredLogs({ dataDir, databaseUrl, onEvent, signingKey, publicKey, since: text });
  if (!read.ok) return { text: read.refusal.message, exitCode: read.refusal.code === "invalid" ? 2 : 1 };
  return saidOf(read.value);
}

/** `holdpoint verify-log --file`: a download, checked by itself and against the database where there is one; codes as above. */
export async function runVerifyLogFile(
  file: string,
  variables: Readonly<Record<string, string | undefined>>,
  { publicKey, since }: VerifyLogOptions = {},
): Promise<Said> {
  const environment = parseEnvironment(variables);
  if (!environment.ok) return { text: environment.refusal.message, exitCode: 2 };
  const { HOLDPOINT_DATA: dataDir, DATABASE_URL: databaseUrl, HOLDPOINT_SIGNING_KEY: signingKey } = environment.value;
  const key = await believedKey({ dataDir, signingKey, publicKey });
  if (!key.ok) return { text: key.refusal.message, exitCode: 2 };
  const head = givenHead(await textOfSince(since));
  if (!head.ok) return { text: head.refusal.message, exitCode: 2 };
  const read = await verifyLogFile(file, { publicKey: key.value, since: head.value });
  if (!read.ok) return { text: read.refusal.message, exitCode: 2 };
  const { events, signed, head: end } = read.value;
  const compared = end && (await compareLogFile({ dataDir, databaseUrl, onEvent: () => undefined }, end));
  const faults = [...read.value.faults, ...(compared?.faults ?? [])];
  const words = faults.length === 0 ? "all as written" : counted(faults.length, "fault");
  const lines = [
    `${file}: ${counted(events, "event")}, ${words}, ${signed}`,
    ...faults.map((fault) => `  ${fault}`),
    ...(compared ? [compared.said] : []),
  ];
  return { text: lines.join("\n"), exitCode: faults.length === 0 ? 0 : 1 };
}

/** A file's contents, or what was given itself. */
export async function textOfSince(since: string | undefined): Promise<string | undefined> {
  if (since === undefined || looksLikeHead(since)) return since;
  return await readFile(since, "utf8").catch(() => since);
}

export function saidOf(reports: readonly LogReport[]): Said {
  if (reports.length === 0) return { text: "No rollout has begun: there is no log yet.", exitCode: 0 };
  const faulty = reports.some(({ faults }) => faults.length > 0);
  return { text: reports.flatMap(linesOf).join("\n"), exitCode: faulty ? 1 : 0 };
}

function linesOf({ plan, kind, events, hash, faults, signed, signedHead }: LogReport): readonly string[] {
  const about = `${plan} ${kind}: ${counted(events, "event")}`;
  if (events === 0 && faults.length === 0) return [`${about}, all as written`];
  const head = `, ${signed}, head ${signedHead ?? hash}`;
  if (faults.length === 0) return [`${about}, all as written${head}`];
  return [`${about}, ${counted(faults.length, "fault")}${head}`, ...faults.map((fault) => `  ${fault}`)];
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}
