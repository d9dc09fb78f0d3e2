import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const PROGRAM = `
  import pg from "pg";
  import { openLog } from "#edges/log/json-log";
  import { logStrayLines } from "#edges/log/stray-lines";
  logStrayLines(openLog("info"));
  new pg.Client({ connectionString: "postgresql://u:geheim@127.0.0.1:1/d?sslmode=require" });
  process.emitWarning("over two\\nlines", { code: "X1" });
  new Buffer(1);
  console.error(new Error("of a page\\nin two lines"));
  console.log("%s of %d", "one", 2);
  console.warn("\\u001b[33mcoloured\\u001b[0m");
  console.assert(false, "no");
  console.trace("from here");
`;

type Line = { readonly level: number; readonly said: string; readonly code?: string };

test("redis-acl: what Node and libraries say by themselves, of sslmode=require say, is a line of JSON each on stderr", async () => {
  const args = ["--import", "tsx", "--input-type=module", "--eval", PROGRAM];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  const lines = stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
  expect(stdout).toBe("");
  const said = lines.map(({ level, said: text }) => `${level} ${text.slice(0, 16).split("\n")[0]}`);
  expect(said.toSorted()).toEqual([
    "30 one of 2",
    "40 Buffer() is depr",
    "40 SECURITY WARNING",
    "40 coloured",
    "40 from here",
    "40 over two",
    "50 Assertion failed",
    "50 Error: of a page",
  ]);
  expect(stderr).not.toContain("geheim");
});
