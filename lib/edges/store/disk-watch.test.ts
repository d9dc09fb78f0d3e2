import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ownFaults } from "#engine/own-faults";
import { aSample, aTargetOf } from "#testing/a-window";
import { SILENT } from "#testing/an-engine";
import { levelOf, watchDisk, type Level, type Space } from "./disk-watch.ts";
import { openStore } from "./open-store.ts";

const GB = 1e9;
const MB = 1e6;
const LEVELS: readonly (readonly [string, Space, Level])[] = [
  ["half of a terabyte", { free: 500 * GB, size: 1_000 * GB }, "enough"],
  ["6 GB of a terabyte: rows of a few days", { free: 6 * GB, size: 1_000 * GB }, "enough"],
  ["4 GB of a terabyte", { free: 4 * GB, size: 1_000 * GB }, "low"],
  ["900 MB of a terabyte", { free: 900 * MB, size: 1_000 * GB }, "very-low"],
  ["2 GB of 10", { free: 2 * GB, size: 10 * GB }, "enough"],
  ["1 GB of 10", { free: 1 * GB, size: 10 * GB }, "low"],
  ["400 MB of 10 GB", { free: 400 * MB, size: 10 * GB }, "very-low"],
  ["10 MB of 10 GB", { free: 10 * MB, size: 10 * GB }, "full"],
  ["nothing", { free: 0, size: 10 * GB }, "full"],
];

test.each(LEVELS)("%s is %o: %s", (_, space, level) => {
  expect(levelOf(space)).toBe(level);
});

test("a folder that is not there says nothing", async () => {
  const faults = ownFaults(() => 0);
  const watch = watchDisk("/nowhere/at/all", faults, 10);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(faults.list()).toEqual([]);
  await watch.close();
});

const mayMount = process.getuid?.() === 0 && process.platform === "linux";

describe.skipIf(!mayMount)("disk-full: a data folder on a disk of its own", () => {
  const run = promisify(execFile);
  const held: { folder: string; closes: (() => Promise<unknown>)[] } = { folder: "", closes: [] };
  afterEach(async () => {
    for (const close of held.closes.splice(0).reverse()) await close();
  });

  /** Fills the disk but for `leave` bytes. */
  async function fill(leave: number): Promise<string> {
    const { bavail, bsize } = await statfs(held.folder);
    const file = path.join(held.folder, "filler");
    await writeFile(file, Buffer.alloc(Math.max(0, bavail * bsize - leave), 1)).catch(() => undefined);
    return file;
  }

  test("is warned of before it is full, told of while it is, and takes everything again by itself", async () => {
    held.folder = await mkdtemp(path.join(tmpdir(), "holdpoint-disk-"));
    held.closes.push(() => rm(held.folder, { recursive: true, force: true }));
    await run("mount", ["-t", "tmpfs", "-o", "size=192m,mode=755", "tmpfs", held.folder]);
    held.closes.push(() => run("umount", ["-l", held.folder]));
    await chmod(held.folder, 0o755);
    const faults = ownFaults(() => 0);
    const watch = watchDisk(held.folder, faults, 50);
    held.closes.push(() => watch.close());
    const retention = { raw: "1d", minute: "1d", hour: "1d" };
    const options = { dataDir: held.folder, retention, onEvent: () => undefined, log: SILENT, faults };
    const opened = await openStore(options);
    if (!opened.ok) throw new Error(opened.refusal.message);
    const store = opened.value;
    held.closes.push(() => store.close());
    await store.saveTargets([aTargetOf({ id: "orders" })]);
    const ids = (): readonly string[] => faults.list().map(({ id, severity }) => `${id} ${severity}`);
    await vi.waitFor(() => expect(ids()).toEqual([]), 5_000);

    const filler = await fill(24 * MB);
    await vi.waitFor(() => expect(ids()).toEqual(["disk-space high"]), 5_000);
    expect(faults.list()[0]?.sentence).toMatch(
      new RegExp(`^Only \\d+ MB of 201 MB are free on the disk of ${held.folder}: make room`),
    );

    await rm(filler);
    await fill(0);
    await vi.waitFor(() => expect(ids()).toEqual(["disk-full critical"]), 5_000);
    // every sample with a text of its own, so that the tables must grow
    const wordy = (tick: number): ReturnType<typeof aSample> =>
      aSample({ targetId: "orders", tick, reason: `${tick} `.repeat(400) });
    const failures: unknown[] = [];
    for (let tick = 0; failures.length === 0 && tick < 200_000; tick += 1_000)
      await store
        .write(Array.from({ length: 1_000 }, (_, i) => wordy(tick + i)))
        .catch((error: unknown) => void failures.push(store.failed(error)));
    expect(failures).toEqual(["disk-full"]);
    expect(ids().toSorted()).toEqual(["database-disk-full critical", "disk-full critical"]);

    await rm(filler);
    await vi.waitFor(() => expect(ids()).toEqual([]), 30_000);
    expect(await store.write([aSample({ targetId: "orders", tick: 1_000_000 })])).toEqual({ stored: 1, duplicates: 0 });
  }, 120_000);
});
