import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { adoptInstallation, claimInstallation, type Kind } from "./installation.ts";

const WHERE = "The database at db/room";
const SECRET = "a secret of the installation";
const OTHER_ID = "11111111-1111-4111-8111-111111111111";

let database: TestDatabase;
let folders: string[];
beforeEach(async () => {
  [database, folders] = [await openTestDatabase(), []];
});
afterEach(async () => {
  await database.close();
  for (const folder of folders) await rm(folder, { recursive: true });
});

async function aFolder(id?: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "holdpoint-installation-"));
  folders.push(folder);
  if (id !== undefined) await writeFile(path.join(folder, "installation"), `${id}\n`);
  return folder;
}

/** The id, or why not. */
async function claim(dataDir: string, more: { kind?: Kind; secret?: string } = {}): Promise<string> {
  const { kind = "production", secret } = more;
  const claimed = await claimInstallation(database.pool, { dataDir, kind, secret }, WHERE);
  return claimed.ok ? (await claimed.value.settle()).id : claimed.refusal.message;
}

async function beginRollout(kind: Kind): Promise<void> {
  await database.pool.query("insert into rollout (plan, plan_version, kind, t0) values ('p', '1', $1, now())", [kind]);
}

const WAY_OUT = "npx holdpoint adopt";

test("the first start makes an id, kept in the folder and in the database; the next finds it", async () => {
  const folder = await aFolder();
  const id = await claim(folder);
  expect((await readFile(path.join(folder, "installation"), "utf8")).trim()).toBe(id);
  expect((await database.pool.query("select id, kind from installation")).rows).toEqual([{ id, kind: "production" }]);
  expect(await claim(folder)).toBe(id);
});

describe("a database of an installation", () => {
  let own: string;
  let id: string;
  beforeEach(async () => {
    own = await aFolder();
    id = await claim(own, { secret: SECRET });
  });

  test.each([
    ["a folder of another installation", OTHER_ID, "belongs to 11111111"],
    ["a folder of none", undefined, "has no installation yet"],
  ])("is refused to %s, and nothing is written on either side", async (_, file, words) => {
    const folder = await aFolder(file);
    const said = await claim(folder);
    expect(said).toContain(`${WHERE} belongs to the installation ${id}`);
    expect(said).toContain(words);
    expect(said).toContain(WAY_OUT);
    expect(await readFile(path.join(folder, "installation"), "utf8").catch(() => "")).toBe(file ? `${file}\n` : "");
    expect(await claim(own)).toBe(id);
  });

  test("is given to a new folder with the same secret, and to none with another", async () => {
    expect(await claim(await aFolder(), { secret: "another secret entirely" })).toContain(WAY_OUT);
    expect(await claim(await aFolder(OTHER_ID), { secret: SECRET })).toContain(WAY_OUT);
    expect(await claim(await aFolder(), { secret: SECRET })).toBe(id);
    // a start without the secret does not forget it
    expect(await claim(own)).toBe(id);
    expect(await claim(await aFolder(), { secret: SECRET })).toBe(id);
  });

  test("keeps no secret that could be read", async () => {
    const { rows } = await database.pool.query<{ secret_mark: string }>("select secret_mark from installation");
    expect(rows[0]?.secret_mark).not.toContain(SECRET);
  });

  test("is given to any folder that adopts it", async () => {
    const folder = await aFolder(OTHER_ID);
    expect(await adoptInstallation(database.pool, { dataDir: folder, secret: undefined }, WHERE)).toEqual({
      ok: true,
      value: `${folder} now belongs to the installation ${id} of ${WHERE} instead of ${OTHER_ID}.`,
    });
    expect(await claim(folder)).toBe(id);
  });

  test("never takes a rehearsal, with the right folder either, nor after it was adopted", async () => {
    const refused = `${WHERE} holds a real rollout, which no rehearsal may touch: run the demo without DATABASE_URL, or with another one.`;
    expect(await claim(own, { kind: "rehearsal" })).toBe(refused);
    const folder = await aFolder();
    await adoptInstallation(database.pool, { dataDir: folder, secret: undefined }, WHERE);
    expect(await claim(folder, { kind: "rehearsal" })).toBe(refused);
  });
});

test("a database of rehearsals never takes the real thing", async () => {
  const folder = await aFolder();
  await claim(folder, { kind: "rehearsal" });
  expect(await claim(folder)).toBe(
    `${WHERE} holds rehearsals, which are not mixed with anything real: point DATABASE_URL or HOLDPOINT_DATA elsewhere.`,
  );
});

describe("a database of an earlier version", () => {
  test("is taken by a folder of an earlier version", async () => {
    await beginRollout("production");
    const folder = await aFolder();
    const id = await claim(folder);
    expect(await claim(folder)).toBe(id);
  });

  test("is refused to a folder that belongs to another database, until it is adopted", async () => {
    await beginRollout("production");
    const folder = await aFolder(OTHER_ID);
    expect(await claim(folder)).toContain(WAY_OUT);
    await adoptInstallation(database.pool, { dataDir: folder, secret: undefined }, WHERE);
    expect(await claim(folder)).toBe(OTHER_ID);
  });

  test.each([
    ["production", "rehearsal"],
    ["rehearsal", "production"],
  ] as const)("with a %s rollout takes no %s", async (there, kind) => {
    await beginRollout(there);
    expect(await claim(await aFolder(), { kind })).toContain("holds");
  });
});

test("an empty database is taken by a folder that had another one, under the same id, so that both stay its own", async () => {
  expect(await claim(await aFolder(OTHER_ID))).toBe(OTHER_ID);
});

test("there is nothing to adopt in an empty database", async () => {
  const adopted = await adoptInstallation(database.pool, { dataDir: await aFolder(), secret: undefined }, WHERE);
  expect(adopted).toMatchObject({ ok: false, refusal: { code: "not_found" } });
});
