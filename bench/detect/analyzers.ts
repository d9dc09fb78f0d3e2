import { forkChild, type Child } from "#demo/child/fork-child";
import type { FaultName } from "#demo/faults";
import { openHttpSink } from "#testing/http-sink";

const STORE = new URL("../../lib/demo/store/store-main.ts", import.meta.url);
const CACHE = new URL("../../lib/demo/cache/cache-main.ts", import.meta.url);
const ANALYZER = new URL("../../lib/demo/analyzer/analyzer-main.ts", import.meta.url);
const SEED = 20_261_125;

/** One of the demo system's services, with its own fault switches. */
export type Analyzer = {
  readonly name: string;
  readonly target: object;
  on(fault: FaultName): Promise<void>;
  off(): Promise<void>;
};

/** `count` analyzers of the demo system, a process each, that share one store and one cache; all end with the work. */
export async function withAnalyzers<T>(count: number, work: (list: readonly Analyzer[]) => Promise<T>): Promise<T> {
  // what they push of themselves is not looked at here
  const sink = await openHttpSink(404);
  const children: Child[] = [];
  const fork = (file: URL): Child => {
    const child = forkChild(file);
    children.push(child);
    return child;
  };
  try {
    const [storePort, cachePort] = await Promise.all([
      fork(STORE).ask("start", { seed: SEED, port: 0 }).then(portOf),
      fork(CACHE).ask("start", { port: 0 }).then(portOf),
    ]);
    const clock = { kind: "production", rate: 1, realAt: 0, clockAt: 0 };
    const asked = { seed: SEED, storePort, cachePort, holdpointUrl: new URL(sink.url).origin, pushKey: "none", clock };
    const list: Analyzer[] = [];
    for (let i = 0; i < count; i += 1) list.push(await startAnalyzer(fork(ANALYZER), i, asked));
    return await work(list);
  } finally {
    await Promise.all(children.map((child) => child.close()));
    await sink.close();
  }
}

async function startAnalyzer(child: Child, index: number, asked: object): Promise<Analyzer> {
  const { port, controlPort } = (await child.ask("start", asked)) as Record<"port" | "controlPort", number>;
  const faults = `http://127.0.0.1:${controlPort}/faults`;
  const name = `Analyzer ${String(index + 1).padStart(2, "0")}`;
  const url = `http://127.0.0.1:${port}/health/a`;
  return {
    name,
    target: { id: `analyzer-${index + 1}`, kind: "http", name, url, expectBody: "ok", critical: true },
    on: async (fault) => void (await must(faults, { method: "POST", body: JSON.stringify({ fault }) })),
    off: async () => void (await must(faults, { method: "DELETE" })),
  };
}

function portOf(reply: unknown): number {
  return (reply as { readonly port: number }).port;
}

async function must(url: string, init: RequestInit): Promise<void> {
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`the demo's control port answered ${answer.status}`);
}
