import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { REHEARSAL_PEOPLE } from "#demo/people/people";
import { apiClient, type ApiClient } from "./api-client.ts";
import { tryBrokenRows } from "./broken-rows.ts";
import { fuzzApi, type Sender } from "./fuzz-api.ts";
import { fuzzFilesApart } from "./fuzz-files-apart.ts";
import { fuzzPush } from "./fuzz-push.ts";
import { fuzzSocket } from "./fuzz-socket.ts";
import { keptProgram, type KeptProgram } from "./kept-program.ts";
import { knownThings } from "./known-things.ts";
import { readEverything } from "./read-everything.ts";
import { tally, type Tally } from "./tally.ts";

export type FuzzOptions = {
  readonly seed: number;
  /** When it ends, whatever is left. */
  readonly minutes: number;
  /** Requests to each operation in a round; rounds go on until the time is over. */
  readonly each: number;
  /** Requests in flight. */
  readonly atOnce?: number;
  /** Ends after the first round. */
  readonly once?: boolean;
  /** Looks at the running program's pages after each restart; answers what is broken. */
  readonly lookAtPages?: (program: { readonly origin: string; readonly address: string }) => Promise<readonly string[]>;
  say(line: string): void;
};

const PASSWORD = "rehearsal-only";
/** Slow, so that a rehearsal's hours do not pass while thousands of requests are tried. */
const RATE = 1;

/**
 * Tries every door of the real program with generated input: each operation of its API, its socket, and the files it reads.
 * After each round it is started again on what it accepted, and everything is read; at the end also on rows that are broken.
 */
export async function runFuzz(options: FuzzOptions): Promise<Tally> {
  const { seed, minutes, say } = options;
  const counted = tally();
  const until = performance.now() + minutes * 60_000;
  const isOver = (): boolean => performance.now() > until;
  const folder = await mkdtemp(path.join(tmpdir(), "holdpoint-fuzz-files-"));
  say(`fuzz: seed ${seed}, ${minutes} minutes`);
  const kept = await keptProgram(RATE);
  try {
    for (let round = 0; round === 0 || (!options.once && !isOver()); round += 1) {
      await oneRound(kept, { ...options, seed: seed + round * 10_000, folder, isOver }, counted);
      await again(kept).catch((error: unknown) => {
        counted.fail("restart", String(error), `round ${round}`);
        throw error;
      });
      await lookAround(kept.program(), options, counted);
      say(`fuzz: round ${round + 1}: ${counted.inputs()} inputs, ${counted.failures().length} failures`);
      for (const { door, what } of counted.failures()) say(`fuzz: ${door}: ${what}`);
    }
    const broken = await tryBrokenRows(kept, (origin) => readerAt(origin, counted), counted);
    say(`fuzz: ${broken.length} rows broken in ${new Set(broken.map((column) => column.split(".")[0])).size} tables`);
  } catch (error) {
    // what was found until then is told all the same
    counted.fail("run", `ended early: ${String(error)}`, "");
  } finally {
    await kept.end().catch((error: unknown) => counted.fail("restart", `did not end well: ${String(error)}`, ""));
    await rm(folder, { recursive: true, force: true });
  }
  return counted;
}

async function again(kept: KeptProgram): Promise<void> {
  await kept.stop();
  await kept.start();
}

const AT_ONCE = 12;

type Round = FuzzOptions & { readonly folder: string; isOver(): boolean };

async function oneRound(
  kept: KeptProgram,
  { seed, each, atOnce = AT_ONCE, folder, isOver }: Round,
  counted: Tally,
): Promise<void> {
  const { origin, address } = kept.program();
  const senders = sendersAt(origin, counted);
  const [first] = senders;
  if (!first) throw new Error("nobody is there");
  for (const { role, api } of senders) if (!(await api.signIn())) throw new Error(`no ${role} can sign in any more`);
  const things = await knownThings(first.api);
  const about = { seed, atOnce, isOver };
  const files = fuzzFilesApart({ folder, seed, count: each * 5, isOver }, counted);
  await fuzzApi({ ...about, senders, things, each }, counted);
  await fuzzPush({ ...about, api: first.api, pushing: kept.pushing, now: things.now, count: each * 10 }, counted);
  const token = new URL(address).searchParams.get("token") ?? "";
  await fuzzSocket({ ...about, origin, token, ids: things.ids, count: each * 20 }, counted);
  await files;
  await counted.settleSlow();
}

/** Everybody of the rehearsal, the administrator first, and somebody without an account. */
function sendersAt(origin: string, counted: Tally): readonly Sender[] {
  const people = [...REHEARSAL_PEOPLE].sort((a, b) => Number(b.role === "admin") - Number(a.role === "admin"));
  return [
    ...people.map(({ role, email }) => ({ role, api: apiClient(origin, { email, password: PASSWORD }, counted) })),
    { role: "nobody", api: apiClient(origin, null, counted) },
  ];
}

/** The administrator, signed in; null where nobody can sign in. */
async function readerAt(origin: string, counted: Tally): Promise<ApiClient | null> {
  const reader = sendersAt(origin, counted)[0]?.api;
  return reader && (await reader.signIn()) ? reader : null;
}

async function lookAround(
  program: { readonly origin: string; readonly address: string },
  { lookAtPages }: FuzzOptions,
  counted: Tally,
): Promise<void> {
  const reader = await readerAt(program.origin, counted);
  if (reader === null) return counted.fail("restart", "nobody can sign in after it", "");
  await readEverything(reader, counted);
  await counted.settleSlow();
  for (const problem of (await lookAtPages?.(program)) ?? []) counted.fail("pages", problem, "");
}
