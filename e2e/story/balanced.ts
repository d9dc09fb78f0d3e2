import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test as base } from "../fixtures.ts";
import { startHaproxy, type AHaproxy } from "#testing/a-haproxy";
import { presentHaproxy } from "#testing/find-haproxy";
import { expectQuiet, openWarRoom, type WarRoom } from "./war-room.ts";

/** Weights of HAProxy's own file: as the shipped plan begins. */
const SERVERS = { "new-1": 1, "new-2": 10, "new-3": 0, "old-1": 89 };

/** A war room whose traffic a real HAProxy carries, and whose plan reduces it by itself. */
export type Balanced = {
  readonly warRoom: WarRoom;
  readonly balancer: AHaproxy;
  /** Percent of the weights in force that each server has, by name, as HAProxy itself says. */
  readonly shares: () => Promise<Readonly<Record<string, number>>>;
};

type WorkerFixtures = { readonly balanced: Balanced | null };

/** Fast up to T0, which is five minutes ahead. */
const TO_T0 = 20;

/** A test of the room whose traffic HAProxy carries; skipped where there is none. */
export const test = base.extend<{ readonly quiet: undefined }, WorkerFixtures>({
  balanced: [
    async ({ browser }, use) => {
      const program = await presentHaproxy();
      if (program === undefined) return await use(null);
      const balancer = await startHaproxy(program, { servers: SERVERS });
      const folder = await mkdtemp(path.join(tmpdir(), "holdpoint-plan-"));
      const config = await writeConfig(folder, balancer.socket);
      const warRoom = await openWarRoom(browser, TO_T0, { options: ["--config", config] });
      await use({ warRoom, balancer, shares: () => sharesOf(balancer) });
      await warRoom.close();
      await balancer.close();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 240_000 },
  ],
  quiet: [
    async ({ balanced, expectedErrors }, use) => {
      await use(undefined);
      if (balanced !== null) expectQuiet(balanced.warRoom, expectedErrors);
    },
    { auto: true },
  ],
});

/** The shipped plan with an automatic reduction, and a configuration that gives its groups to HAProxy's servers. */
async function writeConfig(folder: string, socket: string): Promise<string> {
  const shipped = await readFile(new URL("../../plans/full-rollout-sprint-3.yaml", import.meta.url), "utf8");
  const traffic = "\ntraffic:\n";
  expect(shipped).toContain(traffic);
  const plan = shipped.replace(traffic, `${traffic}  automatic: { group: rollout, to: 50, after: 2m }\n`);
  await writeFile(path.join(folder, "plan.yaml"), plan);
  const file = path.join(folder, "holdpoint.yaml");
  const servers = "{ canary: [new-1], ramp: [new-2], rollout: [new-3], stable: [old-1] }";
  const lines = ["plan: plan.yaml", "traffic:", "  kind: haproxy", `  socket: ${socket}`, "  backend: app"];
  await writeFile(file, [...lines, `  servers: ${servers}`, ""].join("\n"));
  return file;
}

async function sharesOf(balancer: AHaproxy): Promise<Readonly<Record<string, number>>> {
  const weights = await Promise.all(
    Object.keys(SERVERS).map(async (server) => {
      const said = await balancer.say(`get weight app/${server}`);
      return [server, Number(/^(\d+) \(initial/.exec(said.trim())?.[1] ?? Number.NaN)] as const;
    }),
  );
  const sum = weights.reduce((all, [, weight]) => all + weight, 0);
  return Object.fromEntries(weights.map(([server, weight]) => [server, (weight / sum) * 100]));
}
