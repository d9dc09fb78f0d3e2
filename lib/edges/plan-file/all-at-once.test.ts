import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { readConfig } from "#core/config/parse-config";
import { valueAt, type Path } from "#core/config/place";
import { readPlan } from "#core/plan/parse-plan";
import { testSeed } from "#testing/test-seed";
import { loadConfig, SHIPPED_PLAN } from "./load-config.ts";
import { checkConfig, lintPlanFile } from "./report-problems.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdpoint-all-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function written(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** What `config check` says, without the folder. */
async function saidOf(config: string): Promise<readonly string[]> {
  const { text } = await checkConfig(config, await loadConfig(config, {}));
  return text.replaceAll(`${folder}/`, "").split("\n");
}

const WRONG = `plan: plan.yaml
targets:
  - { id: a, kind: tcp, host: h }
  - { id: b, kind: push, segment: nowhere, dependsOn: [gone] }
  - { id: c, kind: http, url: "\${NOT_SET}", dependsOn: [a] }
  - { id: b, kind: push }
push: { keys: [{ name: k, hash: short, targets: [a, b, gone] }] }
channels:
  - { id: chat, kind: slack, url: "https://hooks.example.com/x" }
routing:
  - { channels: [chat, fax], roles: [ghost] }
retention: { raw: 2d, minute: 1d }
storm: { most: 1 }
`;

test("one run names the wrong fields, the variables, the names and the lengths of the file, and those of its plan", async () => {
  const plan = (await readFile(SHIPPED_PLAN, "utf8"))
    .replace(/^version:.*$/m, "version: 7")
    .replace(/^grace:.*$/m, "")
    .replace(/^acknowledged:/m, "colour: red\nacknowledged:");
  await written("plan.yaml", plan);
  const said = await saidOf(await written("holdpoint.yaml", WRONG));
  expect(said.filter((line) => line.startsWith("holdpoint.yaml"))).toEqual([
    "holdpoint.yaml:3:5: targets[a].port: is missing; it must be a number",
    'holdpoint.yaml:4:26: targets[1].segment: names "nowhere", which is no segment of the plan',
    'holdpoint.yaml:4:56: targets[1].dependsOn[0]: names "gone", which is no target',
    "holdpoint.yaml:5:31: the environment variable NOT_SET is not set",
    'holdpoint.yaml:6:7: targets[3].id: "b" is taken already',
    "holdpoint.yaml:7:27: push.keys[0].hash: must be sha256: and 64 lower-case hexadecimal digits",
    'holdpoint.yaml:7:50: push.keys[0].targets[0]: names "a", which is no target of kind push',
    'holdpoint.yaml:7:56: push.keys[0].targets[2]: names "gone", which is no target of kind push',
    'holdpoint.yaml:11:24: routing[0].channels[1]: names "fax", which is no channel',
    'holdpoint.yaml:11:38: routing[0].roles[0]: names "ghost", which is no role of the plan',
    "holdpoint.yaml:12:23: retention.minute: must be at least as long as raw",
    "holdpoint.yaml:13:10: storm.most: must be at least 2",
  ]);
  const ofPlan = said.filter((line) => line.startsWith("plan.yaml"));
  expect(ofPlan).toHaveLength(2);
  expect(said.at(-1)).toBe("14 problems: 12 in holdpoint.yaml, 2 in plan.yaml.");
  expect(said).toHaveLength(15);
});

test("where only the plan is wrong, nothing is called free of problems", async () => {
  await written("plan.yaml", "colour: red\n");
  const said = await saidOf(await written("holdpoint.yaml", "plan: plan.yaml\n"));
  expect(said.join("\n")).not.toContain("no problem");
  expect(said.at(-1)).toBe(`${said.length - 1} problems.`);
});

test("a plan's contradictions are listed beside its problems", async () => {
  const plan = (await readFile(SHIPPED_PLAN, "utf8")).replace(/^acknowledged:[\s\S]*$/m, "colour: red\n");
  const { text } = await lintPlanFile(await written("plan.yaml", plan));
  expect(text).toContain("colour: is not a known field");
  expect(text).toContain("(progress-stated-wrong)");
  expect(text.split("\n").at(-1)).toMatch(/^1 problem; \d+ findings to decide: /);
});

type Leaf = Path;

function leaves(value: unknown, at: Path = []): readonly Leaf[] {
  if (typeof value !== "object" || value === null) return [at];
  const children: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((child: unknown, i) => [i, child] as const)
    : Object.entries(value);
  return children.flatMap(([step, child]) => leaves(child, [...at, step]));
}

function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((child: unknown, i) => (i === step ? replaced(child, rest, by) : child));
  return { ...(value as object), [step]: replaced((value as Record<string, unknown>)[step], rest, by) };
}

/** Names of it are missed elsewhere, and its text is what others are compared with. */
function isName(path: Path): boolean {
  return ["id", "name", "metric", "kind"].includes(String(path.at(-1)));
}

const EXAMPLE = resolve(import.meta.dirname, "../../../holdpoint.example.yaml");

test.each([
  ["a plan", SHIPPED_PLAN, readPlan],
  ["a configuration", EXAMPLE, readConfig],
])("one wrong field of %s makes no other part of it look wrong", async (_, file, read) => {
  const text = (await readFile(file, "utf8")).replaceAll("${WEBHOOK_SECRET}", `whsec_${"A".repeat(32)}`);
  const document: unknown = parse(text.replaceAll("${SLACK_WEBHOOK}", "https://hooks.example.com/x"));
  expect(read(document).problems).toEqual([]);
  const places = leaves(document).filter((path) => !isName(path));
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.constantFrom<unknown>({}, [[]], -1e300), (path, wrong) => {
      const said = read(replaced(document, path, wrong)).problems;
      const astray = said.filter((problem) => !problem.path.every((step, i) => step === path[i] || i >= path.length));
      expect({ path, was: valueAt(document, path), astray }).toMatchObject({ astray: [] });
    }),
    { seed: testSeed(), numRuns: 60 },
  );
});

test("two wrong fields of one part hide nothing of the others", async () => {
  const said = await saidOf(
    await written(
      "holdpoint.yaml",
      `targets:
  - { id: a, kind: http, url: "http://x/", timeoutMs: 1, method: PATCH }
  - { id: b, kind: http, url: "http://x/", timeoutMs: 1 }
  - { id: k, kind: push, dependsOn: [gone] }
storm: { most: 1, window: 5 }
retention: { raw: 2d, minute: 1d }
`,
    ),
  );
  expect(said.join("\n")).toMatch(/targets\[k\]\.dependsOn\[0\]: names "gone"/);
  expect(said.join("\n")).toMatch(/retention/);
});
