import { fuzzFiles } from "./fuzz-files.ts";
import { filesDoneSchema } from "./fuzz-files-apart.ts";
import { tally } from "./tally.ts";

// a process of `fuzzFilesApart`: FOLDER SEED COUNT; the end of its input ends it
const [folder = "", seed = "0", count = "0"] = process.argv.slice(2);
const counted = tally();
const over = { is: false };
process.stdin.resume().once("end", () => void (over.is = true));
for (const kind of ["plan", "config"] as const)
  await fuzzFiles(kind, { folder, seed: Number(seed), count: Number(count), isOver: () => over.is }, counted);
const inputs = Object.fromEntries(counted.doors().map(([door, counts]) => [door, counts.inputs]));
process.stdout.write(JSON.stringify(filesDoneSchema.parse({ inputs, failures: counted.failures() })));
process.exit(0);
