import { setTimeout as sleep } from "node:timers/promises";
import { roomSchema } from "#wire/room-log";
import { must, type Person } from "./person.ts";

const MOST_WAIT_MS = 120_000;

/** Starts the rollout and waits until Holdpoint has opened `count` checkpoints; answers the log's last number then. */
export async function openGates(admin: Person, count: number): Promise<number> {
  await must(admin, { verb: "start-rollout", input: { override: "It is a bench." }, key: "bench-start" });
  const begun = performance.now();
  while (performance.now() - begun < MOST_WAIT_MS) {
    const room = roomSchema.parse(await admin.read("/api/v1/room"));
    if (Object.keys(room.checkpoints).length >= count) return room.seq;
    await sleep(200);
  }
  throw new Error("the gates did not open in time");
}
