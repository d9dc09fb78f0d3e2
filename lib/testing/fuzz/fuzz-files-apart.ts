import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Sending } from "./sending.ts";
import type { Tally } from "./tally.ts";

const MAIN = fileURLToPath(new URL("files-main.ts", import.meta.url));
const LOOK_MS = 500;

export const filesDoneSchema = z.object({
  inputs: z.record(z.string(), z.number()),
  failures: z.array(z.object({ door: z.string(), what: z.string(), input: z.string() })),
});

/** `fuzzFiles` for both kinds in a process of its own: reading a plan takes long, and nobody else must wait for it. */
export async function fuzzFilesApart(
  about: Omit<Sending, "atOnce"> & { readonly folder: string },
  tally: Tally,
): Promise<void> {
  const { folder, seed, count, isOver } = about;
  const tsx = createRequire(import.meta.url).resolve("tsx");
  const child = spawn(process.execPath, ["--import", tsx, MAIN, folder, String(seed), String(count)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  // it ends with the file it is at
  const looking = setInterval(() => isOver() && child.stdin.end(), LOOK_MS);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => void (said += piece));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearInterval(looking);
  process.off("exit", endWithUs);
  const done = filesDoneSchema.safeParse(code === 0 ? JSON.parse(said) : null);
  if (!done.success) return tally.fail("files", `reading them ended with ${code}`, said);
  for (const [door, inputs] of Object.entries(done.data.inputs)) for (let i = 0; i < inputs; i += 1) tally.count(door);
  for (const { door, what, input } of done.data.failures) tally.fail(door, what, input);
}
