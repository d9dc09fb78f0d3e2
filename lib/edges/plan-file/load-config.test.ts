import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { configFromText, loadConfig } from "./load-config.ts";
import { checkConfig, lintPlanFile, problemLine, type CheckReport } from "./report-problems.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdpoint-config-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function file(text: string | Uint8Array): Promise<string> {
  const path = join(folder, "holdpoint.yaml");
  await writeFile(path, text);
  return path;
}

const EXAMPLE = resolve(import.meta.dirname, "../../../holdpoint.example.yaml");

async function checked(path: string): Promise<CheckReport> {
  return await checkConfig(path, await loadConfig(path, {}));
}

test("the example is a good configuration once its variables are set", async () => {
  const loaded = await loadConfig(EXAMPLE, {
    API_PROBE_TOKEN: "t0ken",
    DB_PASSWORD: "pw",
    SMTP_PASSWORD: "mail pw",
    SLACK_WEBHOOK: "https://hooks.slack.com/services/T/B/x",
    WEBHOOK_SECRET: `whsec_${"A".repeat(32)}`,
    PAGERDUTY_KEY: "0123456789abcdef0123456789abcdef",
  });
  expect(loaded).toMatchObject({
    ok: true,
    value: {
      targets: [
        { headers: { Authorization: "Bearer t0ken" } },
        { url: "postgres://holdpoint:pw@db.example.com:5432/app" },
        {},
        {},
        { gauges: { revenue_impact: "/data/result/0/value/1" } },
        {},
      ],
    },
  });
});

test("config check ends with 2 and names every variable that is not set, with its line", async () => {
  const report = await checked(EXAMPLE);
  expect(report.exitCode).toBe(2);
  expect(report.text.split("\n").map((line) => line.replace(`${EXAMPLE}:`, ""))).toEqual([
    "16:31: the environment variable API_PROBE_TOKEN is not set",
    "25:10: the environment variable DB_PASSWORD is not set",
    "77:15: the environment variable SMTP_PASSWORD is not set",
    "82:10: the environment variable SLACK_WEBHOOK is not set",
    "87:13: the environment variable WEBHOOK_SECRET is not set",
    "91:17: the environment variable PAGERDUTY_KEY is not set",
    "6 problems.",
  ]);
});

test("an empty file is checked clean", async () => {
  const path = await file("");
  expect(await checked(path)).toEqual({
    text: `${path}: no problem, 0 targets, 0 push keys.`,
    exitCode: 0,
  });
});

test("every problem names file, line, column and field", () => {
  const loaded = configFromText(
    "targets:\n  - id: a\n    kind: tcp\n    host: h\n    prot: 1\nnetwork: 7\n",
    "h.yaml",
    {},
  );
  expect(loaded.ok ? [] : loaded.problems.map(problemLine)).toEqual([
    "h.yaml:2:5: targets[a].port: is missing; it must be a number",
    "h.yaml:5:5: targets[a].prot: is not a known field",
    "h.yaml:6:1: network: must be a group of fields, not a number",
  ]);
});

test("a problem never quotes what a variable held", () => {
  const loaded = configFromText("targets:\n  - { id: a, kind: http, url: '${SECRET}' }\n", "h.yaml", {
    SECRET: "s3cr3t://x",
  });
  expect(loaded.ok).toBe(false);
  expect(JSON.stringify(loaded.ok || loaded.problems)).not.toContain("s3cr3t");
});

test("the plan that a configuration names is checked with it, from its folder", async () => {
  const path = await file("plan: plan.yaml\n");
  expect(await checked(path)).toMatchObject({
    exitCode: 2,
    text: expect.stringContaining(`${join(folder, "plan.yaml")}:1:1: there is no such file`),
  });
  await writeFile(join(folder, "plan.yaml"), "colour: red\n");
  expect(await checked(path)).toMatchObject({
    exitCode: 2,
    text: expect.stringContaining("plan.yaml:1:1: colour: is not a known field"),
  });
});

test("servers for a traffic group that the plan does not have are found with their line", async () => {
  const servers = "{ rollout: [new], beta: [b], stable: [old] }";
  const path = await file(`traffic:\n  kind: haproxy\n  socket: /s\n  backend: app\n  servers: ${servers}\n`);
  const report = await checked(path);
  expect(report.exitCode).toBe(2);
  expect(report.text).toContain(
    `${path}:5:30: traffic.servers.beta: is a traffic group that the plan does not have\n1 problem.`,
  );
});

test("the webhook's secret is never shown", () => {
  const loaded = configFromText(
    "traffic: { kind: webhook, url: 'https://lb.example.com', secret: '${SECRET}' }\n",
    "h.yaml",
    { SECRET: "hunter2" },
  );
  expect(loaded.ok ? [] : loaded.problems.map(problemLine)).toEqual([
    "h.yaml:1:58: traffic.secret: must be whsec_ and the base64 of 24 to 64 bytes",
  ]);
});

test("a route through no channel, or for no role of the plan, is found at its line", async () => {
  const chat = "channels:\n  - { id: chat, kind: slack, url: https://hooks.example.com/x }\nrouting:\n";
  const fax = await file(`${chat}  - channels: [chat, fax]\n`);
  expect(await checked(fax)).toEqual({
    text: `${fax}:4:22: routing[0].channels[1]: names "fax", which is no channel\n1 problem.`,
    exitCode: 2,
  });
  const ghost = await file(`${chat}  - roles: [vp-engineering, ghost]\n    channels: [chat]\n`);
  expect(await checked(ghost)).toEqual({
    text: `${ghost}:4:29: routing[0].roles[1]: names "ghost", which is no role of the plan\n1 problem.`,
    exitCode: 2,
  });
});

describe("a file that cannot be read is one sentence", () => {
  it("when there is none", async () => {
    expect(await lintPlanFile(join(folder, "none.yaml"))).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining(":1:1: there is no such file"),
    });
  });
  it("when it is a folder", async () => {
    expect(await lintPlanFile(folder)).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining("is a folder, not a file"),
    });
  });
  it("when it is larger than a plan can be", async () => {
    expect(await lintPlanFile(await file("#".repeat(1_048_577)))).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining("is larger than 1 MiB"),
    });
  });
  it("when it is not text", async () => {
    expect(await lintPlanFile(await file(new Uint8Array([0xff, 0xfe, 0x00])))).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining("is not UTF-8 text"),
    });
  });
});

describe("a certificate of a target", () => {
  const PLACES = `targets:
  - { id: web, kind: http, url: "https://h/", tls: { ca: ca.pem } }
  - { id: db, kind: postgres, url: "postgres://u:p%20w@h/db?sslrootcert=ca.pem&sslcert=%2Fkeys%2Fc.pem&sslmode=require" }
`;

  it("is looked up from the file's folder, an absolute path as it is", async () => {
    await writeFile(join(folder, "ca.pem"), "x");
    const loaded = await loadConfig(await file(PLACES), {});
    const ca = join(folder, "ca.pem");
    expect(loaded.ok && loaded.value.targets).toMatchObject([
      { tls: { ca } },
      {
        url: `postgres://u:p%20w@h/db?sslrootcert=${encodeURIComponent(ca)}&sslcert=%2Fkeys%2Fc.pem&sslmode=require`,
      },
    ]);
  });

  it("is found from the folder of the start where only that has it", async () => {
    const here = "package.json";
    const loaded = await loadConfig(await file(PLACES.replace("ca.pem", here)), {});
    expect(loaded.ok && loaded.value.targets[0]).toMatchObject({ tls: { ca: resolve(here) } });
  });

  it("is looked up in the same way beside what is wrong", async () => {
    const loaded = await loadConfig(await file(`${PLACES}storm: { most: 1 }\n`), {});
    expect(loaded.ok || loaded.rest?.part.value.targets[0]).toMatchObject({ tls: { ca: join(folder, "ca.pem") } });
  });
});
