import { Command, InvalidArgumentError, Option } from "commander";
import type { ReportFormat } from "#core/report/write-out";
import type { EpochMs } from "#core/time";
import { newPushKey } from "#edges/auth/push-key";
import { lintPlanFile } from "#edges/plan-file/report-problems";
import { instantSchema } from "#wire/query";
import { runAdopt } from "./run-adopt.ts";
import { runConfigCheck } from "./run-config-check.ts";
import { runDemo } from "./run-demo.ts";
import { runFault } from "./run-fault.ts";
import { runRepair } from "./run-repair.ts";
import { runReport } from "./run-report.ts";
import { runResetPassword } from "./run-reset-password.ts";
import { runResetSecondFactor } from "./run-reset-second-factor.ts";
import { runStart } from "./run-start.ts";
import { runRotateKey } from "./run-rotate-key.ts";
import { runVerifyLog, runVerifyLogFile, type VerifyLogOptions } from "./run-verify-log.ts";
import { runVerifySecurityLog } from "./run-verify-security-log.ts";

const FASTEST = 600;
type VerifyWhat = { readonly security?: true; readonly file?: string };

/** Runs one verb of the command line. Wrong input ends with code 2, any other failure with 1. */
export async function run(argv: readonly string[]): Promise<void> {
  const program = new Command("holdpoint")
    .description("A self-hosted war room for staged production rollouts.")
    .exitOverride();
  program.command("start").description("run Holdpoint with holdpoint.yaml").action(runStart);
  program
    .command("demo")
    .description("run Holdpoint on a bundled demo system, on a rehearsal clock")
    .option("--rate <n>", "how many times faster than real time", readRate, 12)
    .option("--seed <n>", "seed of the demo's load", Number, 1)
    .option("--at <moment>", "go on at 2025-11-15T09:00Z or another moment, as if down until then", readMoment)
    .option("--config <file>", "rehearse this configuration's plan, channels and traffic")
    .addOption(
      new Option("--from <moment>", "t0: prepared and started; preflight: all of that is left to you")
        .choices(["t0", "preflight"])
        .default("t0"),
    )
    .action(runDemo);
  program
    .command("fault <name> [value]")
    .description("switch a fault of the running demo on; `fault show` and `fault clear [name]`")
    .action(runFault);
  const plan = program.command("plan").description("work with a plan file");
  plan
    .command("lint <file>")
    .description("check a plan and list its contradictions")
    .action(async (file: string) => print(await lintPlanFile(file)));
  const config = program.command("config").description("work with the configuration");
  config
    .command("check <file>")
    .description("check a configuration file")
    .action(async (file: string) => print(await runConfigCheck(file, process.env)));
  program
    .command("verify-log")
    .description("check that no row of the log was changed, removed or moved, and that it is signed")
    .option("--since <head>", "a signed head of earlier, or a file that holds one: it must still be part of the log")
    .option("--public-key <key>", "the key to believe, instead of the one in HOLDPOINT_DATA")
    .option("--file <file>", "a download of the log (log.ndjson), held against the database where one is reached")
    .option("--security", "the log of sign-ins, roles and links instead")
    .action(async ({ security, file, ...options }: VerifyLogOptions & VerifyWhat) =>
      print(
        await (security
          ? runVerifySecurityLog(process.env, options)
          : file === undefined
            ? runVerifyLog(process.env, options)
            : runVerifyLogFile(file, process.env, options)),
      ),
    );
  addForOperators(program);
  addReport(program);
  program.command("push-key").description("make a key for POST /api/v1/samples").action(printPushKey);
  await program.parseAsync([...argv]).catch((error: unknown) => {
    if (error instanceof Error && "exitCode" in error) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else throw error;
  });
}

/** For whoever holds the data folder or the address of the database. */
function addForOperators(program: Command): void {
  program
    .command("rotate-key")
    .description("sign the log with a new key from now on; stop Holdpoint first")
    .option("--before <key>", "the public key of before, where HOLDPOINT_SIGNING_KEY holds the new one already")
    .action(async ({ before }: { before?: string }) => print(await runRotateKey(process.env, before)));
  program
    .command("adopt")
    .description("make this data folder and this database one installation, after a restore or a move")
    .action(async () => print(await runAdopt(process.env)));
  program
    .command("repair")
    .description("list stored rows that cannot be read")
    .option("--quarantine", "move them to a table of their own; nothing is deleted")
    .action(async ({ quarantine }: { quarantine?: boolean }) =>
      print(await runRepair(process.env, quarantine === true)),
    );
  program
    .command("reset-password <email>")
    .description("print a link that sets a new password, once")
    .action(async (email: string) => print(await runResetPassword(process.env, email)));
  program
    .command("reset-second-factor <email>")
    .description("let somebody who lost app and passkeys sign in by the password alone")
    .action(async (email: string) => print(await runResetSecondFactor(process.env, email)));
}

function addReport(program: Command): void {
  program
    .command("report <name>")
    .description("print a report of the plan, by its id or file name")
    .addOption(new Option("--format <format>", "its form").choices(["md", "html", "json"]).default("md"))
    .action(async (name: string, { format }: { format: ReportFormat }) =>
      print(await runReport(process.env, name, format)),
    );
}

function readRate(text: string): number {
  const rate = Number(text);
  if (!(rate >= 1 && rate <= FASTEST)) throw new InvalidArgumentError(`must be a number from 1 to ${FASTEST}.`);
  return rate;
}

function readMoment(text: string): EpochMs {
  const parsed = instantSchema.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError("must be a moment such as 2025-11-15T09:00Z.");
  return parsed.data;
}

function print({ text, exitCode }: { readonly text: string; readonly exitCode: number }): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  process.exitCode = exitCode;
}

function printPushKey(): void {
  const { key, hash } = newPushKey();
  process.stdout.write(
    `Key, shown this once: ${key}\nLine for push.keys in holdpoint.yaml:\n  - { name: my-service, hash: "${hash}" }\n`,
  );
}
