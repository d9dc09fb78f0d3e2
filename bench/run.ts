import { cpus, release, totalmem } from "node:os";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Bench, Figures } from "./figure.ts";

const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  sampler: () => import("./sampler.bench.ts"),
  window: () => import("./window.bench.ts"),
  ingest: () => import("./ingest.bench.ts"),
  storage: () => import("./storage.bench.ts"),
  history: () => import("./history.bench.ts"),
  fanout: () => import("./fanout.bench.ts"),
  wall: () => import("./wall.bench.ts"),
  "false-alarm": () => import("./false-alarm.bench.ts"),
  start: () => import("./start.bench.ts"),
  "gate-open": () => import("./gate-open.bench.ts"),
  command: () => import("./command.bench.ts"),
  vote: () => import("./vote.bench.ts"),
  kill: () => import("./kill.bench.ts"),
  queue: () => import("./queue.bench.ts"),
  detect: () => import("./detect.bench.ts"),
  storm: () => import("./storm.bench.ts"),
  replay: () => import("./replay.bench.ts"),
  report: () => import("./report.bench.ts"),
  summary: () => import("./summary.bench.ts"),
  gantt: () => import("./gantt.bench.ts"),
  flood: () => import("./flood.bench.ts"),
  reads: () => import("./reads.bench.ts"),
};

type Report = { readonly bench: string; readonly machine: string; readonly figures: Figures };

/** `npm run bench` runs all, each in a process of its own; `npm run bench -- NAME [--json]` runs one. */
async function main(words: readonly string[]): Promise<void> {
  const json = words.includes("--json");
  const name = words.find((word) => !word.startsWith("--"));
  if (name === undefined) {
    for (const each of Object.keys(BENCHES)) await runApart(each);
    return;
  }
  const load = BENCHES[name];
  if (!load) {
    process.stderr.write(`There is no bench "${name}": there are ${Object.keys(BENCHES).join(", ")}.\n`);
    process.exitCode = 2;
    return;
  }
  const { bench } = await load();
  const report = { bench: name, machine: machine(), figures: await bench.run() };
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : table(report));
}

function runApart(name: string): Promise<void> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const child = spawn(process.execPath, ["--import", tsx, fileURLToPath(import.meta.url), name], { stdio: "inherit" });
  return new Promise((resolve) => {
    child.once("close", (code) => {
      if (code !== 0) process.exitCode = 1;
      resolve();
    });
  });
}

function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} x ${cpu?.model.trim() ?? "unknown"}, ${memory} GiB, Linux ${release()}, Node ${process.version}`;
}

function table({ bench, machine, figures }: Report): string {
  const rows = Object.entries(figures).map(([name, { value, unit, goal, met }]) => {
    const verdict = met === null ? "" : met ? "met" : "NOT MET";
    return `| ${bench} | ${name} | ${value} ${unit} | ${goal ?? ""} | ${verdict} |`;
  });
  return [`${bench} on ${machine}`, ...rows, ""].join("\n");
}

await main(process.argv.slice(2));
