import { parseArgs } from "node:util";
import { lookAtPages } from "./look-at-pages.ts";
import { runFuzz } from "./run-fuzz.ts";

// `npm run fuzz -- --minutes 10 --seed 7 --each 40 --at-once 12`: needs the pages' build.
const { values } = parseArgs({
  options: {
    minutes: { type: "string" },
    seed: { type: "string" },
    each: { type: "string" },
    "at-once": { type: "string" },
  },
});
const COLUMNS = ["inputs", "taken", "refused", "over-budget", "shed"] as const;
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const counted = await runFuzz({
  seed,
  minutes: Number(values.minutes ?? 10),
  each: Number(values.each ?? 60),
  ...(values["at-once"] !== undefined && { atOnce: Number(values["at-once"]) }),
  lookAtPages,
  say,
});
say(`${COLUMNS.map((column) => column.padStart(12)).join("")}  door`);
for (const [door, counts] of counted.doors())
  say(`${COLUMNS.map((column) => String(counts[column]).padStart(12)).join("")}  ${door}`);
for (const { door, what, input } of counted.failures()) say(`FAILED  ${door}: ${what}\n        ${input}`);
const sums = counted.sums();
say(
  `seed ${seed}: ${sums.inputs} inputs, ${sums.taken} taken, ${sums.refused} refused, ${sums["over-budget"]} over a budget (429), ` +
    `${sums.shed} shed (503), ${counted.slowOnce()} over 3 s among many but not alone, ${counted.failures().length} failures`,
);
if (counted.failures().length > 0) process.exitCode = 1;
