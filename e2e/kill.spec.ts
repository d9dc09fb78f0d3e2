import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startProgram, type RunningProgram } from "#testing/running-program";
import { expect, test } from "./fixtures.ts";

const TICK_MS = 5_000;
const PUSHES = 60;

test("killed while it writes, it starts again with every acknowledged sample", async ({ request }) => {
  test.setTimeout(300_000);
  const folder = await mkdtemp(path.join(tmpdir(), "holdpoint-kill-"));
  await chmod(folder, 0o755);
  const { key, hash } = await pushKey();
  const config = path.join(folder, "holdpoint.yaml");
  await writeFile(
    config,
    JSON.stringify({ targets: [{ id: "orders", kind: "push" }], push: { keys: [{ name: "test", hash }] } }),
  );
  const environment = { HOLDPOINT_CONFIG: config, HOLDPOINT_DATA: path.join(folder, "data") };
  const first = Math.floor(Date.now() / TICK_MS) * TICK_MS - 400 * TICK_MS;
  const acknowledged: number[] = [];
  const before = await startProgram(["start"], environment);
  for (let i = 0; i < PUSHES; i += 1) {
    const at = first + i * TICK_MS;
    // the last ones meet a program that dies under them
    if (i === PUSHES - 5) process.kill(before.pid, "SIGKILL");
    const pushed = await push(before, key, at).catch(() => false);
    if (pushed) acknowledged.push(at);
  }
  await before.stop().catch(() => undefined);
  expect(acknowledged.length).toBeGreaterThanOrEqual(PUSHES - 6);

  const after = await startProgram(["start"], environment);
  try {
    const token = new URL(after.address).searchParams.get("token") ?? "";
    const reply = await request.get(`${after.origin}/api/v1/targets/orders/history`, {
      params: {
        from: new Date(first).toISOString(),
        to: new Date(first + PUSHES * TICK_MS).toISOString(),
        buckets: String(PUSHES),
      },
      headers: { authorization: `Bearer ${token}` },
    });
    const history = (await reply.json()) as { from: number; stepMs: number; requests: number[] };
    const stored = acknowledged.filter((at) => history.requests[(at - history.from) / history.stepMs] === 7);
    expect(history.stepMs).toBe(TICK_MS);
    expect(stored).toEqual(acknowledged);
  } finally {
    await after.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

/** A key as an operator makes one. */
async function pushKey(): Promise<{ readonly key: string; readonly hash: string }> {
  const { stdout } = await promisify(execFile)(process.execPath, ["lib/cli/holdpoint.mjs", "push-key"]);
  const hash = /sha256:[0-9a-f]{64}/.exec(stdout)?.[0];
  const key = /hp_[\w-]+/.exec(stdout)?.[0];
  if (!hash || !key) throw new Error(`no key in: ${stdout}`);
  return { key, hash };
}

async function push(program: RunningProgram, key: string, at: number): Promise<boolean> {
  const reply = await fetch(`${program.origin}/api/v1/samples`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ samples: [{ target: "orders", at: new Date(at).toISOString(), requests: 7, errors: 0 }] }),
    signal: AbortSignal.timeout(5_000),
  });
  return reply.ok;
}
