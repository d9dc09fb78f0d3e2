import { parseArgs } from "node:util";
import { lookAtPages } from "./look-at-pages.ts";
import { runFuzz } from "./run-fuzz.ts";

// `npm run fuzz -- --minutes 10 --seed 7 --each 40`: needs the pages' build.
const { values } = parseArgs({
  options: { minutes: { type: "string" }, seed: { type: "string" }, each: { type: "string" } },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const counted = await runFuzz({
  seed: Number(values.seed ?? Date.now() % 1_000_000),
  minutes: Number(values.minutes ?? 10),
  each: Number(values.each ?? 60),
  lookAtPages,
  say,
});
for (const [door, inputs] of counted.doors()) say(`${String(inputs).padStart(8)}  ${door}`);
for (const { door, what, input } of counted.failures()) say(`FAILED  ${door}: ${what}\n        ${input}`);
say(`${counted.inputs()} inputs, ${counted.failures().length} failures`);
if (counted.failures().length > 0) process.exitCode = 1;
