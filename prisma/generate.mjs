// Makes prisma/generated from the schema, where it is not there or no longer fits: npm runs this after every install.
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { runPrisma } from "./run-prisma.mjs";

const file = (name) => fileURLToPath(new URL(name, import.meta.url));
const made = file("generated/made-from.txt");

/** The client fits its schema and its runtime, both to the letter. */
function source() {
  const { version } = createRequire(import.meta.url)("@prisma/client/package.json");
  return createHash("sha256")
    .update(version)
    .update(readFileSync(file("schema.prisma")))
    .digest("hex");
}

function isCurrent(wanted) {
  try {
    return readFileSync(made, "utf8") === wanted;
  } catch {
    return false;
  }
}

const wanted = source();
if (!isCurrent(wanted)) {
  rmSync(made, { force: true });
  const run = runPrisma(["generate", "--no-hints"]);
  if (run === null)
    // Only a warning: an image may install without development packages and then receive the folder from its build.
    process.stderr.write(
      "The database client is not made: that needs the development packages. Run `npm ci`, then `npm prune --omit=dev`.\n",
    );
  else if (run.ok) writeFileSync(made, wanted);
  else {
    process.stderr.write(`The database client could not be made:\n${run.output}${run.errors}`);
    process.exitCode = 1;
  }
}
