import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { REHEARSAL_PEOPLE } from "#demo/people/people";
import { apiClient, type ApiClient } from "./api-client.ts";
import { fuzzApi, idsOf } from "./fuzz-api.ts";
import { fuzzFiles } from "./fuzz-files.ts";
import { fuzzSocket } from "./fuzz-socket.ts";
import { keptProgram } from "./kept-program.ts";
import { readEverything } from "./read-everything.ts";
import { tally, type Tally } from "./tally.ts";

export type FuzzOptions = {
  readonly seed: number;
  /** When it ends, whatever is left. */
  readonly minutes: number;
  /** Requests to each operation in a round; rounds go on until the time is over. */
  readonly each: number;
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
 * After each round it is started again on what it accepted, and everything is read.
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
      const roundSeed = seed + round * 10_000;
      const people = peopleAt(kept.program().origin, counted);
      const [first] = people;
      if (!first || !(await first.signIn())) throw new Error("nobody can sign in any more");
      const ids = await idsOf(first);
      await fuzzApi({ people, ids, seed: roundSeed, each: options.each, isOver }, counted);
      const token = new URL(kept.program().address).searchParams.get("token") ?? "";
      await fuzzSocket(
        { origin: kept.program().origin, token, ids, seed: roundSeed, count: options.each * 20, isOver },
        counted,
      );
      for (const kind of ["plan", "config"] as const)
        await fuzzFiles(kind, { folder, seed: roundSeed, count: options.each * 10, isOver }, counted);
      await kept.restart().catch((error: unknown) => {
        counted.fail("restart", String(error), `round ${round}`);
        throw error;
      });
      await lookAround(kept.program(), options, counted);
      say(`fuzz: round ${round + 1}: ${counted.inputs()} inputs, ${counted.failures().length} failures`);
    }
  } finally {
    await kept.end().catch((error: unknown) => counted.fail("restart", `did not end well: ${String(error)}`, ""));
    await rm(folder, { recursive: true, force: true });
  }
  return counted;
}

function peopleAt(origin: string, counted: Tally): readonly ApiClient[] {
  const wanted = ["admin", "lead"] as const;
  return wanted.flatMap((role) => {
    const person = REHEARSAL_PEOPLE.find((each) => each.role === role);
    return person ? [apiClient(origin, { email: person.email, password: PASSWORD }, counted)] : [];
  });
}

async function lookAround(
  program: { readonly origin: string; readonly address: string },
  { lookAtPages }: FuzzOptions,
  counted: Tally,
): Promise<void> {
  const [reader] = peopleAt(program.origin, counted);
  if (!reader || !(await reader.signIn())) return counted.fail("restart", "nobody can sign in after it", "");
  await readEverything(reader, counted);
  for (const problem of (await lookAtPages?.(program)) ?? []) counted.fail("pages", problem, "");
}
