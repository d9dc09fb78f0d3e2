import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ACCESS, mayEnter, visitorOf } from "./access.ts";
import type { Identity } from "./identity.ts";

const APP = fileURLToPath(new URL("../../app/", import.meta.url));
const METHODS = /export (?:async )?function (GET|POST|PUT|PATCH|DELETE)\b|\bas (GET|POST|PUT|PATCH|DELETE)\b/g;

/** `app/(room)/targets/[id]/page.tsx` is the page `/targets/{id}`. */
function addressOf(file: string): string {
  const parts = path
    .dirname(file)
    .split(path.sep)
    .filter((part) => part !== "." && !/^\(.*\)$/.test(part));
  return `/${parts.map((part) => part.replace(/^\[(?:\.\.\.)?(.+)\]$/, "{$1}")).join("/")}`;
}

function placesThatExist(): readonly string[] {
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" });
  const pages = files.filter((file) => path.basename(file) === "page.tsx").map((file) => `PAGE ${addressOf(file)}`);
  const routes = files
    .filter((file) => path.basename(file) === "route.ts")
    .flatMap((file) =>
      [...readFileSync(path.join(APP, file), "utf8").matchAll(METHODS)].map(
        ([, plain, renamed]) => `${plain ?? renamed ?? ""} ${addressOf(file)}`,
      ),
    );
  return [...pages, ...routes];
}

/** What is answered before the pages are asked: `lib/edges/web/watch-answers.ts`. */
const BEFORE_PAGES = ["GET /healthz", "GET /readyz", "GET /metrics"];

test("every address and every page that exists has a row, and no row is about nothing", () => {
  const exist = [...placesThatExist(), ...BEFORE_PAGES];
  const rows = Object.keys(ACCESS).filter((row) => !row.startsWith("SOCKET "));
  expect(exist.filter((place) => !rows.includes(place))).toEqual([]);
  expect(rows.filter((row) => !exist.includes(row))).toEqual([]);
});

test("every route that is guarded names its own row", () => {
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => path.basename(name) === "route.ts")) {
    const text = readFileSync(path.join(APP, file), "utf8");
    for (const [, row = ""] of text.matchAll(/for(?:Roles|People)\(\s*request,\s*"([^"]+)"/g))
      expect(row.split(" ")[1], file).toBe(addressOf(file));
  }
});

test("nobody but a person changes anything, outside of signing in, pairing and pushing", () => {
  const open = Object.entries(ACCESS)
    .filter(([row]) => /^(POST|PUT|PATCH|DELETE) /.test(row) && !/ \/api\/(\{|auth\/)/.test(row))
    .filter(([, visitors]) => visitors.some((visitor) => visitor === "nobody" || visitor === "display"))
    .map(([row]) => row);
  expect(open).toEqual([
    "POST /api/v1/session",
    "DELETE /api/v1/session",
    "POST /api/v1/session/code",
    "POST /api/v1/session/passkey",
    "PUT /api/v1/session/passkey",
    "POST /api/v1/session/reset",
    "POST /api/v1/invitations/join",
    "POST /api/v1/displays/pairing",
    "POST /api/v1/samples",
  ]);
});

const account = { id: "1", name: "Ada", email: "ada@example.test", role: "lead", discipline: null } as const;
const ADA: Identity = {
  kind: "person",
  account,
  sessionId: "1",
  confirmedAt: 0,
  secondFactor: "none",
  peer: "10.0.0.1",
};

test("a person enters by their role, a display as one, and anybody else as nobody", () => {
  expect(
    [ADA, { kind: "display", id: "1", name: "Wall" }, { kind: "nobody" }].map((who) => visitorOf(who as Identity)),
  ).toEqual(["lead", "display", "nobody"]);
  expect(mayEnter("POST /api/v1/commands/{verb}", ADA)).toBe(true);
  expect(mayEnter("GET /api/v1/displays", ADA)).toBe(false);
});

test("only staff makes a rehearsal faster or breaks its system, and whoever may look sees what is broken", () => {
  for (const row of ["POST /api/v1/demo/clock", "POST /api/v1/demo/faults", "DELETE /api/v1/demo/faults"] as const)
    expect(ACCESS[row]).toEqual(["admin", "operator", "lead"]);
  expect(ACCESS["GET /api/v1/demo/faults"]).toContain("display");
});
