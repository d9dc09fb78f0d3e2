import { expect } from "../fixtures.ts";
import { decide, fillOpenFields, gateOnWall, openForm, sign } from "./checkpoint.ts";
import { BY_HAND } from "./story.ts";
import { PEOPLE, type WarRoom, type Who } from "./war-room.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** 36 h in 3.6 minutes: no rehearsal runs faster. */
export const FASTEST = 600;

export type Gate = { readonly id: string; readonly label: string; readonly at: number };

/** The plan's gates, each so long after T0. */
export const GATES = {
  first: { id: "gate-1", label: "15 minutes", at: 15 * MINUTE_MS },
  second: { id: "gate-2", label: "30 minutes", at: 30 * MINUTE_MS },
  third: { id: "gate-3", label: "1 hour", at: HOUR_MS },
  fourth: { id: "gate-4", label: "2 hours", at: 2 * HOUR_MS },
  fifth: { id: "gate-5", label: "4 hours", at: 4 * HOUR_MS },
  sixth: { id: "gate-6", label: "8 hours", at: 8 * HOUR_MS },
  seventh: { id: "gate-7", label: "24 hours", at: 24 * HOUR_MS },
  eighth: { id: "gate-8", label: "36 hours", at: 36 * HOUR_MS },
} as const satisfies Readonly<Record<string, Gate>>;

/** Lets the rehearsal run until a gate is due, which the wall then says; after that it runs as slowly as people write. */
export async function reach(warRoom: WarRoom, gate: Gate, rate: number): Promise<void> {
  const display = await warRoom.page("display");
  await warRoom.runAt(rate);
  await expect.poll(() => warRoom.msUntil(gate.at), { timeout: 180_000, intervals: [200] }).toBeLessThanOrEqual(0);
  await warRoom.runAt(BY_HAND);
  await expect(gateOnWall(display, gate.label)).toContainText("DUE", { timeout: 30_000 });
}

type Deciding = { readonly by: Who; readonly second: Who; readonly choice: string };

/** Fills in whatever is open and decides; where that goes against the worst field, another lead signs. */
export async function settle(warRoom: WarRoom, gate: Gate, { by, second, choice }: Deciding): Promise<void> {
  const page = await warRoom.page(by);
  await openForm(page, gate.label);
  await fillOpenFields(page);
  const needsSecond = await decide(page, { choice, reason: "As the rehearsal has it." });
  if (needsSecond) await sign(await warRoom.page(second), gate.label);
  const names = needsSecond ? `${PEOPLE[by].name} and ${PEOPLE[second].name}` : PEOPLE[by].name;
  const line = gateOnWall(await warRoom.page("display"), gate.label);
  await expect(line).toContainText("CLOSED");
  await expect(line).toContainText(`${choice}, by ${names}`);
}

/** Pages that nobody looks at leave the machine to the rehearsal while it runs fast. */
export async function leavePages(warRoom: WarRoom): Promise<void> {
  for (const who of ["ada", "noor", "tomas", "mei", "robin"] as const)
    await (await warRoom.page(who)).goto("about:blank");
}
