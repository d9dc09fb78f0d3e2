import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test as base } from "../fixtures.ts";
import { FASTEST } from "./gates.ts";
import { signIn } from "./sign-in.ts";
import { BY_HAND } from "./story.ts";
import { expectQuiet, openWarRoom, type WarRoom, type Who } from "./war-room.ts";

type Day = {
  /** ISO 8601, or ms since the epoch. */
  readonly at: string | number;
  /** Who is signed in by then. */
  readonly who: readonly Who[];
};

/** A rehearsal that is left and taken up again later: what lies between is not waited for, and nothing was measured in it. */
export type Days = {
  /** Its data folder. */
  readonly data: string;
  /** Starts with a GO, and goes on so many ms behind T0; answers T0. */
  readonly start: (untilMs: number) => Promise<number>;
  /** The room as it goes on at that moment; it is left as it then stands. */
  readonly on: (day: Day, live: (warRoom: WarRoom) => Promise<void>) => Promise<void>;
};

/** The rehearsal's people take seconds to say GO: at the fastest rate that would be hours, and T0 so much later. */
const TO_START = FASTEST / 10;
/** What the browser itself says of the sign-in before anybody is signed in. */
const BEFORE_SIGN_IN = /status of 401/;

/** A test of a rehearsal over days; each test goes on where the one before it ended. */
export const test = base.extend<object, { readonly daysOf: string; readonly days: Days }>({
  // another name is another worker, with a folder that nobody has used
  daysOf: ["", { scope: "worker", option: true }],
  days: [
    async ({ browser }, use) => {
      const data = await mkdtemp(path.join(tmpdir(), "holdpoint-days-"));
      // as root, PostgreSQL runs as another user, who must be able to enter
      await chmod(data, 0o755);
      const open = async <T>(rate: number, options: readonly string[], live: (warRoom: WarRoom) => Promise<T>) => {
        const warRoom = await openWarRoom(browser, rate, { options, data });
        try {
          const brought = await live(warRoom);
          expectQuiet(warRoom, [BEFORE_SIGN_IN]);
          return brought;
        } finally {
          await warRoom.close();
        }
      };
      await use({
        data,
        start: async (untilMs) =>
          await open(TO_START, ["--from", "t0"], async (warRoom) => {
            await signIn(await warRoom.page("ada"), "ada");
            await (await warRoom.page("ada")).goto("about:blank");
            await expect.poll(async () => (await warRoom.room()).launch.start, { timeout: 60_000 }).not.toBeNull();
            await warRoom.runAt(FASTEST);
            await expect.poll(() => warRoom.msUntil(untilMs), { timeout: 120_000 }).toBeLessThanOrEqual(0);
            return (await warRoom.room()).launch.t0 ?? Number.NaN;
          }),
        on: async ({ at, who }, live) =>
          await open(BY_HAND, ["--at", new Date(at).toISOString()], async (warRoom) => {
            for (const person of who) await signIn(await warRoom.page(person), person);
            await live(warRoom);
          }),
      });
      await rm(data, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: "worker", timeout: 60_000 },
  ],
});
