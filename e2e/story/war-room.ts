import type { Browser, BrowserContext, Page } from "@playwright/test";
import { z } from "zod";
import { startProgram, type RunningProgram } from "#testing/running-program";
import { rolloutSchema } from "#wire/rollout";
import { expect, hear, SCREENS } from "../fixtures.ts";

/** Who takes part in the rehearsal, and as what they vote. */
export const PEOPLE = {
  ada: { name: "Ada Osei", role: "VP Engineering" },
  noor: { name: "Noor Haddad", role: "Product lead" },
  tomas: { name: "Tomas Silva", role: "Operations lead" },
  mei: { name: "Mei Lin", role: "Data science lead" },
  robin: { name: "Robin Keller", role: null },
} as const;
export type Who = keyof typeof PEOPLE;
export const LEADS = ["ada", "noor", "tomas", "mei"] as const;

export type WarRoom = {
  readonly app: RunningProgram;
  /** Everybody's browser is a context of its own; a display's has no account. */
  readonly page: (who: Who | "display") => Promise<Page>;
  /** A command as this person, for what was done by hand once already. */
  readonly command: (who: Who, verb: string, input: object) => Promise<void>;
  readonly room: () => Promise<RoomSeen>;
  /** How much faster than real time the rehearsal runs from now on. */
  readonly runAt: (rate: number) => Promise<void>;
  /** Real ms until the rehearsal's clock is so far behind T0, at the present rate. */
  readonly msUntil: (offsetMs: number) => Promise<number>;
  readonly complaints: string[];
  readonly close: () => Promise<void>;
};

const roomSchema = z.object({
  launch: z.object({ t0: z.number().nullable(), start: z.unknown() }),
  polls: z.array(z.object({ id: z.string() })),
  alerts: z.record(z.string(), z.object({ severity: z.string(), resolved: z.unknown() })),
  traffic: z.object({ countdown: z.unknown() }),
  checkpoints: z.record(z.string(), z.object({ label: z.string(), entry: z.unknown() })),
});
export type RoomSeen = z.infer<typeof roomSchema>;

/** What cannot be pressed by then will not be: the failure names it, and not the whole test's time. */
const ACT_WITHIN_MS = 30_000;

export type Wish = {
  readonly options: readonly string[];
  /** A data folder that outlives the program, for a rehearsal that goes on later. */
  readonly data?: string;
};
const FROM_PREFLIGHT: Wish = { options: ["--from", "preflight"] };

/** The real program, rehearsing from the pre-flight list on, and a browser in which people and displays come. */
export async function openWarRoom(browser: Browser, rate: number, wish = FROM_PREFLIGHT): Promise<WarRoom> {
  const kept = wish.data === undefined ? {} : { HOLDPOINT_DATA: wish.data };
  const app = await startProgram(["demo", "--rate", String(rate), ...wish.options], kept);
  const complaints: string[] = [];
  const pages = new Map<string, Promise<Page>>();
  const enter = async (): Promise<Page> => {
    const context = await newContext(browser, app);
    context.setDefaultTimeout(ACT_WITHIN_MS);
    hear(context, complaints);
    return await context.newPage();
  };
  const page: WarRoom["page"] = (who) => {
    const known = pages.get(who) ?? enter();
    pages.set(who, known);
    return known;
  };
  const read = async <T>(path: string, schema: z.ZodType<T>): Promise<T> =>
    schema.parse(await (await (await page("ada")).request.get(path)).json());
  return {
    app,
    page,
    command: async (who, verb, input) => {
      const answer = await (await page(who)).request.post(`/api/v1/commands/${verb}`, { data: input });
      expect(answer.status(), `${verb}: ${await answer.text()}`).toBe(200);
    },
    room: () => read("/api/v1/room", roomSchema),
    runAt: async (wanted) => {
      // the same rate twice is the same: a connection that the server closed for idleness is no failure
      const sent = { data: { rate: wanted }, maxRetries: 3 };
      const answer = await (await page("ada")).request.post("/api/v1/demo/clock", sent);
      expect(answer.status()).toBe(200);
    },
    msUntil: async (offsetMs) => {
      const { clock, t0 } = await read("/api/v1/rollout", rolloutSchema);
      const now = clock.clockAt + (Date.now() - clock.realAt) * clock.rate;
      return (t0 + offsetMs - now) / clock.rate;
    },
    complaints,
    close: async () => {
      for (const opened of pages.values()) await (await opened).context().close();
      await app.stop();
    },
  };
}

/** Fails with whatever the room's pages have complained of since it was asked last, except for what is expected. */
export function expectQuiet(warRoom: WarRoom, expected: readonly RegExp[]): void {
  const unexpected = warRoom.complaints.splice(0).filter((line) => !expected.some((pattern) => pattern.test(line)));
  expect(unexpected, "what the pages complained of").toEqual([]);
}

function newContext(browser: Browser, app: RunningProgram): Promise<BrowserContext> {
  const { origin: baseURL } = app;
  return browser.newContext({ baseURL, viewport: SCREENS.desktop, locale: "en-GB", timezoneId: "UTC" });
}
