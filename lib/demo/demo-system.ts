import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { targetConfigSchema, type TargetConfig } from "#core/config/target-config";
import type { ClockSetting } from "#engine/ports";
import { HOST_TARGET, trafficTarget } from "./analyzer/pushed-samples.ts";
import { forkChild, type Child } from "./child/fork-child.ts";
import { SEGMENT_LETTERS, segmentOfLetter } from "./story.ts";
import { prefixBeside } from "./target-ids.ts";

export type DemoOptions = {
  readonly holdpointUrl: string;
  readonly pushKey: string;
  readonly clock: ClockSetting;
  readonly seed: number;
  /** Where the control port's address is left for the command line. */
  readonly folder: string;
  /** Ids of targets that are watched beside the demo's own. */
  readonly taken: readonly string[];
};

/** A running system to watch: analyzer, store, cache and load, a process each; all end with this one. */
export type DemoSystem = {
  readonly controlUrl: string;
  readonly analyzerUrl: string;
  readonly targets: readonly TargetConfig[];
  setClock(setting: ClockSetting): Promise<void>;
  close(): Promise<void>;
};

const portSchema = z.object({ port: z.number() });
const portsSchema = z.object({ port: z.number(), controlPort: z.number() });
type Ports = { readonly analyzer: number; readonly store: number; readonly cache: number };

/** Starts the demo system; rejects with one sentence, and nothing left running, when a part does not come up. */
export async function startDemoSystem(options: DemoOptions): Promise<DemoSystem> {
  const { seed, clock, holdpointUrl, pushKey } = options;
  const fork = (path: string): Child => forkChild(new URL(path, import.meta.url));
  const [store, cache, analyzer, load] = [
    fork("./store/store-main.ts"),
    fork("./cache/cache-main.ts"),
    fork("./analyzer/analyzer-main.ts"),
    fork("./load/load-main.ts"),
  ];
  const file = controlFile(options.folder);
  const close = async (): Promise<void> => {
    await rm(file, { force: true });
    await load.close();
    await Promise.all([analyzer.close(), store.close(), cache.close()]);
  };
  try {
    const [{ port: storePort }, { port: cachePort }] = await Promise.all([
      store.ask("start", { seed, port: 0 }).then((reply) => portSchema.parse(reply)),
      cache.ask("start", { port: 0 }).then((reply) => portSchema.parse(reply)),
    ]);
    const prefix = prefixBeside(DEMO_IDS, options.taken);
    const asked = { seed, storePort, cachePort, holdpointUrl, pushKey, clock, prefix };
    const { port, controlPort } = portsSchema.parse(await analyzer.ask("start", asked));
    const analyzerUrl = `http://127.0.0.1:${port}`;
    const controlUrl = `http://127.0.0.1:${controlPort}`;
    await load.ask("start", { origin: analyzerUrl, seed, clock });
    await mkdir(options.folder, { recursive: true });
    await writeFile(file, JSON.stringify({ controlUrl }));
    const targets = demoTargets({ analyzer: port, store: storePort, cache: cachePort }, options.taken);
    const setClock = async (setting: ClockSetting): Promise<void> => {
      await Promise.all([analyzer.ask("clock", setting), load.ask("clock", setting)]);
    };
    return { controlUrl, analyzerUrl, targets, setClock, close };
  } catch (error) {
    await close();
    throw error;
  }
}

export function controlFile(folder: string): string {
  return join(folder, "demo-control.json");
}

/** What Holdpoint watches of it: a probe per segment, the store's and the cache's ports, and what the analyzer pushes. */
export function demoTargets(ports: Ports, taken: readonly string[]): readonly TargetConfig[] {
  const prefix = prefixBeside(DEMO_IDS, taken);
  return plainTargets(ports).map((target) => ({
    ...target,
    id: `${prefix}${target.id}`,
    ...(target.dependsOn && { dependsOn: target.dependsOn.map((id) => `${prefix}${id}`) }),
  }));
}

function plainTargets(ports: Ports): readonly TargetConfig[] {
  const host = "127.0.0.1";
  const segments = SEGMENT_LETTERS.flatMap((letter): z.input<typeof targetConfigSchema>[] => {
    const segment = segmentOfLetter(letter);
    const about = { segment, region: "local", critical: true, dependsOn: ["store"] };
    const url = `http://${host}:${ports.analyzer}/health/${letter}`;
    const name = letter.toUpperCase();
    return [
      { id: `analyzer-${letter}`, kind: "http", name: `Analyzer, segment ${name}`, url, expectBody: "ok", ...about },
      {
        id: trafficTarget(segment),
        kind: "push",
        name: `Traffic of segment ${name}`,
        segment,
        region: "local",
        dependsOn: [`analyzer-${letter}`],
      },
    ];
  });
  return [
    ...segments,
    { id: HOST_TARGET, kind: "push", name: "Analyzer's process", region: "local" } as const,
    { id: "store", kind: "tcp", name: "Store", host, port: ports.store, region: "local", critical: true } as const,
    { id: "cache", kind: "redis", name: "Cache", url: `redis://${host}:${ports.cache}`, region: "local" } as const,
  ].map((target) => targetConfigSchema.parse(target));
}

const DEMO_IDS = plainTargets({ analyzer: 1, store: 1, cache: 1 }).map(({ id }) => id);
