import { test as base } from "../fixtures.ts";
import { expectQuiet, openWarRoom, type WarRoom } from "./war-room.ts";

type WorkerFixtures = {
  /** Its name: another story is another worker, with a war room that nobody has used. */
  readonly story: string;
  /** One for the whole story: each test goes on where the one before it ended. */
  readonly warRoom: WarRoom;
};

/** Slow enough to fill in a form by hand while minutes pass. */
export const BY_HAND = 4;

/** A test of the story; what any of its browsers complains of fails it. */
export const test = base.extend<{ readonly quiet: undefined }, WorkerFixtures>({
  story: ["", { scope: "worker", option: true }],
  warRoom: [
    async ({ browser }, use) => {
      const room = await openWarRoom(browser, BY_HAND);
      await use(room);
      await room.close();
    },
    { scope: "worker", timeout: 240_000 },
  ],
  quiet: [
    async ({ warRoom, expectedErrors }, use) => {
      await use(undefined);
      expectQuiet(warRoom, expectedErrors);
    },
    { auto: true },
  ],
});
