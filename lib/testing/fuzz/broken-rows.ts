import { fileURLToPath } from "node:url";
import { z } from "zod";
import { runCommand, type CommandResult } from "../run-command.ts";
import type { ApiClient } from "./api-client.ts";
import { breakRows, countRows } from "./break-rows.ts";
import type { KeptProgram } from "./kept-program.ts";
import { readEverything } from "./read-everything.ts";
import type { Tally } from "./tally.ts";

const DOOR = "broken rows";
/** Of the database of a rehearsal that ran, at least these are met at the start or by a page. */
const MUST_BE_TOLD = ["sample", "rollout_event"] as const;
const frameSchema = z.looseObject({ health: z.object({ faults: z.array(z.object({ id: z.string() })) }) });

/**
 * Breaks rows in every table of the stopped program, starts it on them and reads everything: nothing fails, and what is missing is
 * counted and told. Then `holdpoint repair` lists them, moves them aside and deletes nothing.
 */
export async function tryBrokenRows(
  kept: KeptProgram,
  readerAt: (origin: string) => Promise<ApiClient | null>,
  tally: Tally,
): Promise<readonly string[]> {
  await kept.stop();
  const { columns: broken, tablesLeft } = await breakRows(kept.dataFolder);
  for (const table of tablesLeft) tally.fail(DOOR, `no row can be put into ${table}`, "");
  for (const column of broken) tally.count(`${DOOR}: ${column.split(".")[0]}`);
  await kept.start().catch((error: unknown) => {
    tally.fail(DOOR, `the program does not start: ${String(error)}`, broken);
    throw error;
  });
  const reader = await readerAt(kept.program().origin);
  if (reader === null) tally.fail(DOOR, "nobody can sign in any more", broken);
  else {
    await readEverything(reader, tally);
    await isTold(reader, tally);
  }
  await kept.stop();
  await tryRepair(kept.dataFolder, tally);
  await kept.start();
  return broken;
}

/** `/readyz`, `/metrics` and the overview say it. */
async function isTold(reader: ApiClient, tally: Tally): Promise<void> {
  const read = async (path: string): Promise<string> => (await reader.raw({ method: "GET", path })).text;
  const ready = await read("/readyz");
  if (!/stored rows? cannot be read/.test(ready)) tally.fail(DOOR, "/readyz does not say so", ready);
  const metrics = await read("/metrics");
  const counted = Number(/^holdpoint_unreadable_rows (\d+)$/m.exec(metrics)?.[1] ?? 0);
  if (counted < MUST_BE_TOLD.length) tally.fail(DOOR, `/metrics counts ${counted}`, metrics.slice(0, 400));
  const frame = await read("/api/v1/frames/latest?room=overview");
  const faults = frameSchema.safeParse(JSON.parse(frame)).data?.health.faults ?? [];
  if (!faults.some(({ id }) => id === "unreadable-rows")) tally.fail(DOOR, "the overview does not say so", faults);
}

const PROGRAM = fileURLToPath(new URL("../../cli/holdpoint.mjs", import.meta.url));
const LIMIT_MS = 120_000;

/** The command itself, as an operator types it. */
function holdpointRepair(dataFolder: string, ...options: readonly string[]): Promise<CommandResult> {
  const environment = { HOLDPOINT_DATA: dataFolder, NODE_ENV: "production" };
  return runCommand([process.execPath, PROGRAM, "repair", ...options], { limitMs: LIMIT_MS, environment });
}

async function tryRepair(dataFolder: string, tally: Tally): Promise<void> {
  const before = await countRows(dataFolder);
  const listed = await holdpointRepair(dataFolder);
  for (const table of MUST_BE_TOLD)
    if (!listed.output.includes(`  ${table}`)) tally.fail(DOOR, `repair does not list ${table}`, listed.output);
  if (listed.ok) tally.fail(DOOR, "repair finds nothing", listed.output);
  if ((await countRows(dataFolder)) !== before) tally.fail(DOOR, "listing changed rows", listed.output);
  const moved = await holdpointRepair(dataFolder, "--quarantine");
  if (!moved.output.includes("nothing was deleted")) tally.fail(DOOR, "repair moves nothing", moved.output);
  // a row of which only a column was emptied stays, and is kept beside
  const after = await countRows(dataFolder);
  if (after < before) tally.fail(DOOR, `repair deleted ${before - after} rows`, moved.output);
  const left = await holdpointRepair(dataFolder);
  const others = left.output
    .split("\n")
    .filter((line) => line.startsWith("  ") && !/^ {2}(rollout_event|user\.(role|name))/.test(line));
  if (others.length > 0) tally.fail(DOOR, "repair leaves rows that cannot be read", others);
}
