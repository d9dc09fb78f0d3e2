import { readFileSync, symlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { plantTree, type PlantedTree } from "#testing/planted-tree";
import { runCommand } from "#testing/run-command";

const root = fileURLToPath(new URL("../", import.meta.url));
const lines = (count: number, text: string): string => Array.from({ length: count }, () => text).join("\n");

/** Planted faults: the rule that must speak, the file, its text, and words of the message where a rule says several. */
const PLANTS: readonly (readonly [rule: string, file: string, text: string, words?: string])[] = [
  ["no-restricted-syntax", "lib/core/clock-one.ts", "export const at = new Date();", "Time is a parameter"],
  ["no-restricted-syntax", "lib/core/clock-two.ts", "export const at = Date.now();", "Time is a parameter"],
  ["no-restricted-syntax", "lib/core/chance.ts", "export const luck = Math.random();", "Chance is a parameter"],
  ["no-restricted-syntax", "lib/core/clock-four.test.ts", "export const at = Date.now();", "Time is a parameter"],
  ["no-restricted-syntax", "lib/engine/clock-three.ts", "export const at = Date.now();", "Time is a parameter"],
  ["no-restricted-syntax", "lib/engine/state-one.ts", "let count = 0;\ncount += 1;", "separate copies"],
  ["no-restricted-syntax", "lib/core/state-two.ts", "export let count = 0;\ncount += 1;", "separate copies"],
  ["no-restricted-syntax", "lib/edges/web/default.ts", "export default 1;", "Named exports"],
  ["no-restricted-syntax", "components/wall/default.tsx", "export default 1;", "Named exports"],
  ["no-restricted-syntax", "lib/core/barrel-one.ts", 'export * from "./right.ts";', "barrel"],
  ["no-restricted-syntax", "lib/core/barrel-two.ts", 'export { right } from "./right.ts";', "barrel"],
  ["no-restricted-syntax", "lib/core/cast.ts", "export const text = 1 as unknown as string;", "hides a door"],
  ["house/file-name", "lib/core/camelCase.ts", "export const x = 1;", "camelCase"],
  ["house/file-name", "lib/core/utils.ts", "export const x = 1;", "utils"],
  ["house/file-name", "lib/core/helpers/x.ts", "export const x = 1;", "helpers"],
  ["house/import-style", "lib/core/plan/no-extension.ts", 'import "../right";', "names its file"],
  ["house/import-style", "lib/engine/crossing.ts", 'import "../core/right.ts";', "# name"],
  ["house/import-style", "lib/edges/web/crossing.ts", 'import "../store/x.ts";', "# name"],
  [
    "house/no-own-instanceof",
    "lib/edges/web/own.ts",
    'import { Own } from "#core/own";\nexport const is = (x: object): boolean => x instanceof Own;',
  ],
  [
    "@typescript-eslint/no-floating-promises",
    "lib/edges/web/floating.ts",
    "async function go(): Promise<void> {}\nexport function start(): void {\n  go();\n}",
  ],
  [
    "@typescript-eslint/no-misused-promises",
    "lib/edges/web/misused.ts",
    "async function go(): Promise<void> {}\nexport function start(): void {\n  [1].forEach(() => go());\n}",
  ],
  [
    "@typescript-eslint/switch-exhaustiveness-check",
    "lib/core/not-all.ts",
    'export function pick(x: "a" | "b"): number {\n  switch (x) {\n    case "a":\n      return 1;\n  }\n  return 2;\n}',
  ],
  [
    "@typescript-eslint/consistent-type-imports",
    "lib/core/type-import.ts",
    'import { Own } from "./own.ts";\nexport type X = Own;',
  ],
  ["@typescript-eslint/no-explicit-any", "lib/core/any.ts", "export const x: any = 1;"],
  ["@typescript-eslint/explicit-module-boundary-types", "lib/core/untyped.ts", "export function f() {\n  return 1;\n}"],
  ["@typescript-eslint/ban-ts-comment", "lib/core/ignored.ts", "// @ts-ignore because\nexport const x = 1;"],
  ["max-lines", "lib/core/long.ts", `${lines(401, "// line")}\nexport const x = 1;`],
  ["max-lines", "lib/core/long.test.ts", `${lines(401, "// line")}\nexport const x = 1;`],
  ["max-lines-per-function", "lib/core/long-function.ts", `export function f(): void {\n${lines(79, "  f();")}\n}`],
  ["max-lines-per-function", "components/wall/long.tsx", `export function f(): void {\n${lines(79, "  f();")}\n}`],
  ["max-params", "lib/core/many.ts", "export const f = (a: 1, b: 1, c: 1, d: 1): number => a + b + c + d;"],
  ["house/site-paths", "components/wall/a.tsx", 'export const A = (): object => <a href="/wall">x</a>;', "sitePath"],
  [
    "house/site-paths",
    "components/wall/b.tsx",
    "export const A = (x: { y: string }): object => <a href={`/wall/${x.y}`}>x</a>;",
    "sitePath",
  ],
  [
    "house/site-paths",
    "components/wall/c.tsx",
    "export const A = (path: string): object => <a href={path}>x</a>;",
    "sitePath",
  ],
  [
    "house/site-paths",
    "components/wall/d.tsx",
    'export const A = (): object => <img src="/icon.svg" alt="x" />;',
    "sitePath",
  ],
  [
    "house/site-paths",
    "lib/browser/e.ts",
    'export const x = (): Promise<unknown> => fetch("/api/v1/room");',
    "sitePath",
  ],
  ["house/site-paths", "lib/browser/f.ts", 'export const x = (): void => window.location.assign("/");', "loadPage"],
  ["house/site-paths", "lib/browser/g.ts", "export const x = (): string => window.location.origin;", "siteLink"],
  ["house/site-paths", "lib/browser/h.ts", "export const x = (): string => window.location.pathname;", "ownPath"],
  [
    "house/site-paths",
    "lib/browser/i.ts",
    'export const x = (): void => window.history.replaceState(null, "", "/wall");',
    "sitePath",
  ],
  [
    "house/site-paths",
    "lib/browser/j.ts",
    'export const x = (): void => void (document.cookie = "a=1; path=/");',
    "keepCookie",
  ],
  [
    "react-hooks/rules-of-hooks",
    "components/wall/hooks.tsx",
    'import { useState } from "react";\nexport function Wall(x: { y: boolean }): null {\n  if (x.y) useState(1);\n  return null;\n}',
  ],
];

/** Just inside the rules. */
const CLEAN: Readonly<Record<string, string>> = {
  "lib/core/right.ts": "export const right = (at: number): Date => new Date(at);",
  "lib/core/own.ts": "export class Own {}",
  "lib/core/longest.ts": `${lines(249, "// line")}\nexport const x = 1;`,
  "lib/core/longest.test.ts": `${lines(399, "// line")}\nexport const x = 1;`,
  "lib/core/longest-function.ts": `export function f(): void {\n${lines(48, "  f();")}\n}`,
  "lib/core/exhaustive.ts":
    'export function pick(x: "a"): number {\n  switch (x) {\n    case "a":\n      return 1;\n    default:\n      return x satisfies never;\n  }\n}',
  "lib/engine/inside.ts": 'import { right } from "#core/right";\nexport const x = right(1);',
  "lib/edges/store/x.ts":
    "export const now = (): number => Date.now();\nexport const is = (x: unknown): boolean => x instanceof Error;",
  "components/wall/longest.tsx": `export function f(): void {\n${lines(78, "  f();")}\n}`,
  "app/(room)/targets/[targetId]/page.tsx": "export default function Page(): null {\n  return null;\n}",
  "app/schema/plan.json/route.ts": "export function GET(): Response {\n  return new Response();\n}",
  "lib/edges/store/state.test.ts": 'let folder = "";\nfolder = "x";\nexport const f = folder;',
  "lib/browser/site.ts": "export const sitePath = (path: string): string => path;",
  "components/wall/linked.tsx":
    'import { sitePath } from "#browser/site";\nexport const A = (x: { link: string }): object => (\n  <p>\n    <a href={sitePath("/wall")}>x</a>\n    <a href="#main">y</a>\n    <a href={x.link}>z</a>\n  </p>\n);',
  "lib/testing/some.config.ts": "export default { a: 1 };",
};

const reportSchema = z.array(
  z.object({
    filePath: z.string(),
    messages: z.array(z.object({ ruleId: z.string().nullable(), message: z.string() })),
  }),
);

describe("lint", () => {
  const trees: PlantedTree[] = [];
  const found = new Map<string, readonly { readonly ruleId: string | null; readonly message: string }[]>();

  beforeAll(async () => {
    const planted = Object.fromEntries(PLANTS.map(([, file, text]) => [file, `${text}\n`]));
    const tree = await plantTree({
      ...CLEAN,
      ...planted,
      "package.json": readFileSync(path.join(root, "package.json"), "utf8"),
      "tsconfig.json": readFileSync(path.join(root, "tsconfig.json"), "utf8"),
    });
    trees.push(tree);
    symlinkSync(path.join(root, "node_modules"), path.join(tree.folder, "node_modules"));
    const eslint = path.join(root, "node_modules/eslint/bin/eslint.js");
    const config = path.join(root, "lib/eslint.config.mjs");
    const run = await runCommand(["node", eslint, "--config", config, "--format", "json", "app", "components", "lib"], {
      limitMs: 60_000,
      folder: tree.folder,
    });
    for (const file of reportSchema.parse(JSON.parse(run.output))) {
      if (file.messages.length > 0) found.set(path.relative(tree.folder, file.filePath), file.messages);
    }
  });

  afterAll(async () => {
    for (const tree of trees) await tree.remove();
  });

  const cases = PLANTS.map(([rule, file, , words]) => ({ rule, file, words: words ?? "" }));

  test.each(cases)("$rule is reported in $file", ({ rule, file, words }) => {
    const said = (found.get(file) ?? []).filter((message) => message.ruleId === rule);
    expect(said.map((message) => message.message).join("\n")).toContain(words);
    expect(said).not.toEqual([]);
  });

  test("clean code is never reported", () => {
    const blamed = Object.keys(CLEAN).flatMap((file) =>
      (found.get(file) ?? []).map((message) => [file, message.message]),
    );
    expect(blamed).toEqual([]);
  });
});
