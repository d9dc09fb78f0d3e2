import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { configJsonSchema, planJsonSchema } from "#edges/plan-file/json-schema";
import { loadConfig, SHIPPED_PLAN } from "#edges/plan-file/load-config";
import { loadPlan } from "#edges/plan-file/load-plan";
import { planSoundness } from "#core/plan/lint/plan-soundness";
import { scheduleOf } from "#core/plan/schedule";
import { hostileValue, spoiled } from "./hostile.ts";
import { arbitraryOf, type Schema } from "./json-schema-arbitrary.ts";
import type { Sending } from "./sending.ts";
import { HANG_MS, type Tally } from "./tally.ts";

const EXAMPLE_CONFIG = fileURLToPath(new URL("../../../holdpoint.example.yaml", import.meta.url));
const AT_ONCE = 10;

type Kind = "plan" | "config";
const BASES = { plan: SHIPPED_PLAN, config: EXAMPLE_CONFIG } as const;
const SCHEMAS = { plan: planJsonSchema, config: configJsonSchema } as const;

/** Plan and configuration files, wrong in one to three places: each is read, or refused with places, and never hangs or throws. */
export async function fuzzFiles(
  kind: Kind,
  about: Omit<Sending, "atOnce"> & { readonly folder: string },
  tally: Tally,
): Promise<void> {
  const { folder, seed, count, isOver } = about;
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${kind}-${seed}.yaml`);
  const base: unknown = parse(await readFile(BASES[kind], "utf8"));
  const texts = textsLike(base, SCHEMAS[kind]());
  for (let made = 0; made < count; made += AT_ONCE)
    for (const text of fc.sample(texts, { seed: seed + made, numRuns: Math.min(AT_ONCE, count - made) })) {
      // lets the process hear that it is over
      await new Promise(setImmediate);
      if (isOver()) break;
      tally.count(`${kind} file`);
      const began = performance.now();
      try {
        await writeFile(file, text);
        mustName(await (kind === "plan" ? readPlan(file) : readConfig(file)), text);
      } catch (error) {
        tally.fail(
          `${kind} file`,
          `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          text.slice(-400),
        );
      }
      const tookMs = Math.round(performance.now() - began);
      if (tookMs > HANG_MS) tally.fail(`${kind} file`, `took ${tookMs} ms`, text.slice(0, 400));
    }
  await rm(file, { force: true });
}

/** Files as the schema has them: with fields that the base leaves out, and names that nothing bears. */
export function filesOf(schema: Schema): fc.Arbitrary<unknown> {
  const defs = (schema["$defs"] ?? {}) as Readonly<Record<string, Schema>>;
  return arbitraryOf(schema, { resolve: (ref) => defs[ref.split("/").at(-1) ?? ""] ?? {}, ids: [] });
}

function textsLike(base: unknown, schema: Schema): fc.Arbitrary<string> {
  const free = filesOf(schema);
  return fc.oneof(
    { weight: 6, arbitrary: spoiled(base).map(yaml) },
    { weight: 3, arbitrary: spoiled(base).chain(spoiled).chain(spoiled).map(yaml) },
    { weight: 1, arbitrary: free.map(yaml) },
    { weight: 3, arbitrary: free.chain(spoiled).map(yaml) },
    { weight: 1, arbitrary: hostileValue.map(yaml) },
    { weight: 1, arbitrary: fc.constant("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n") },
  );
}

/** JSON is YAML too, and writes what is nested deeper than the other writer follows. */
function yaml(value: unknown): string {
  try {
    return stringify(value, { aliasDuplicateObjects: false });
  } catch {
    return JSON.stringify(value) ?? "";
  }
}

type Refused = readonly { readonly line: number; readonly message: string }[] | null;

async function readPlan(file: string): Promise<Refused> {
  const loaded = await loadPlan(file);
  if (!loaded.ok) return loaded.problems;
  scheduleOf(loaded.value, Date.parse(loaded.value.t0));
  planSoundness(loaded.value);
  return null;
}

async function readConfig(file: string): Promise<Refused> {
  const loaded = await loadConfig(file, { ...ENVIRONMENT });
  return loaded.ok ? null : loaded.problems;
}

const ENVIRONMENT = {
  API_PROBE_TOKEN: "t",
  DB_PASSWORD: "p",
  SMTP_PASSWORD: "p",
  SLACK_WEBHOOK: "https://hooks.slack.example/x",
  WEBHOOK_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  PAGERDUTY_KEY: "0123456789abcdef0123456789abcdef",
  TRAFFIC_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
};

/** What a program says of itself by mistake; a file may hold it as a text, which a sentence then quotes. */
const SLIPS = ["[object Object]", "undefined"];

function mustName(refused: Refused, text: string): void {
  if (refused?.length === 0) throw new Error("refused without a word");
  const slips = SLIPS.filter((slip) => !text.includes(slip));
  for (const { line, message } of refused ?? [])
    if (!(line >= 1) || message === "" || slips.some((slip) => message.includes(slip)))
      throw new Error(`refused unclearly, line ${line}: ${message}`);
}
