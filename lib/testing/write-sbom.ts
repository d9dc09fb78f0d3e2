import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

// After `next build`: what a production install is made of, as CycloneDX, in the build's own folder. Needs no network.
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FILE = path.join(".next", "sbom.cdx.json");
const LIMIT_MS = 120_000;

type Sbom = { metadata: { component: { name: string } }; components: readonly unknown[] };

const printed = await new Promise<string | null>((resolve) =>
  execFile(
    "npm",
    ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--omit", "dev"],
    { cwd: ROOT, timeout: LIMIT_MS, maxBuffer: 64_000_000, shell: process.platform === "win32" },
    (error, stdout, stderr) => {
      if (error) process.stderr.write(stderr);
      resolve(error ? null : stdout);
    },
  ),
);
// a tree that npm does not understand still builds and runs
if (printed === null) process.stderr.write(`No ${FILE} was written: npm cannot list what is installed.\n`);
else {
  const sbom = JSON.parse(printed) as Sbom;
  // npm takes the folder's name
  sbom.metadata.component.name = "holdpoint";
  await mkdir(path.join(ROOT, ".next"), { recursive: true });
  await writeFile(path.join(ROOT, FILE), `${JSON.stringify(sbom, null, 2)}\n`);
  process.stdout.write(`Wrote ${FILE}: ${sbom.components.length} components.\n`);
}
