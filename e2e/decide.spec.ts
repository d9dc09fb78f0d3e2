import { execFile } from "node:child_process";
import type { APIRequest, APIRequestContext, APIResponse } from "@playwright/test";
import { startProgram, type RunningProgram } from "#testing/running-program";
import { expect, test } from "./fixtures.ts";

const LEADS = {
  "vp-engineering": "ada",
  "product-lead": "noor",
  "operations-lead": "tomas",
  "data-science-lead": "mei",
} as const;
const PASSWORD = "rehearsal-only";

type People = Readonly<Record<string, APIRequestContext>>;
type Room = {
  readonly polls: readonly { readonly id: string }[];
  readonly launch: { readonly start: object | null };
  readonly checkpoints: Readonly<Record<string, { readonly fields: readonly object[] }>>;
};

test("leads say NO-GO, then GO, start, and decide the first gate; the log proves it", async ({ playwright }) => {
  test.setTimeout(180_000);
  const app = await startProgram(["demo", "--rate", "60", "--from", "preflight"]);
  try {
    const people = await signIn(playwright.request, app);
    const ada = people["ada"] as APIRequestContext;
    // the rehearsal's people have taken their places
    await expect(async () => expect(await command(ada, "open-poll", {}).then(statusOf)).toBe(200)).toPass();

    expect(await command(ada, "start-rollout", {}).then(statusOf)).toBe(409);
    await voteOf(people, "product-lead", ["no_go", "The support team is not briefed."]);
    const vetoed = await command(ada, "cast-vote", await voteInput(ada, "vp-engineering", "go"));
    expect([vetoed.status(), await titleOf(vetoed)]).toEqual([409, expect.stringContaining("NO-GO")]);

    await command(ada, "decide-ramp", { option: "yes", reason: "The ramp ran for a day." });
    expect(await command(ada, "open-poll", {}).then(statusOf)).toBe(200);
    for (const role of Object.keys(LEADS)) await voteOf(people, role, ["go"]);
    expect(await command(ada, "start-rollout", {}).then(statusOf)).toBe(200);

    await expect(async () => expect((await roomOf(ada)).checkpoints["gate-1"]?.fields).toHaveLength(5)).toPass({
      timeout: 60_000,
    });
    const entry = { checkpoint: "gate-1", basedOn: 0, answers: { incidents: { number: 0 } } };
    expect(await command(ada, "submit-entry", entry).then(statusOf)).toBe(200);
    const stale = await command(people["tomas"] as APIRequestContext, "submit-entry", entry);
    expect([stale.status(), await titleOf(stale)]).toEqual([409, expect.stringContaining("revision 1 by Ada Osei")]);

    await decide(people);
    const verified = await verifyLog(app);
    expect([verified.code, verified.text]).toEqual([0, expect.stringContaining("as written")]);
  } finally {
    await app.stop();
  }
});

async function signIn(request: APIRequest, app: RunningProgram): Promise<People> {
  const people: Record<string, APIRequestContext> = {};
  for (const name of [...Object.values(LEADS), "robin"]) {
    const context = await request.newContext({ baseURL: app.origin });
    const answer = await context.post("/api/v1/session", {
      data: { email: `${name}@rehearsal.test`, password: PASSWORD },
    });
    expect(answer.status(), await answer.text()).toBe(200);
    people[name] = context;
  }
  return people;
}

function command(who: APIRequestContext, verb: string, input: object): Promise<APIResponse> {
  return who.post(`/api/v1/commands/${verb}`, { data: input });
}

function statusOf(answer: APIResponse): number {
  return answer.status();
}

async function titleOf(answer: APIResponse): Promise<string> {
  return ((await answer.json()) as { title: string }).title;
}

async function roomOf(who: APIRequestContext): Promise<Room> {
  return (await (await who.get("/api/v1/room")).json()) as Room;
}

async function voteInput(who: APIRequestContext, role: string, vote: string): Promise<object> {
  const { polls } = await roomOf(who);
  return { poll: polls.at(-1)?.id, role, vote };
}

async function voteOf(people: People, role: string, [vote, reason = ""]: readonly string[]): Promise<void> {
  const who = people[LEADS[role as keyof typeof LEADS]] as APIRequestContext;
  const answer = await command(who, "cast-vote", { ...(await voteInput(who, role, vote ?? "")), reason });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Continue, whatever the figures say: against a worse field another lead signs. */
async function decide(people: People): Promise<void> {
  const [ada, noor] = [people["ada"], people["noor"]] as [APIRequestContext, APIRequestContext];
  const status = { learners: { status: "ok", reason: "As the load has it." } };
  const decision = { choice: "continue", reason: "The rehearsal goes on." };
  const made = await command(ada, "submit-entry", { checkpoint: "gate-1", basedOn: 1, answers: status, decision });
  expect(made.status(), await made.text()).toBe(200);
  const { events } = (await made.json()) as { events: { event: { type: string; needsSecond?: boolean } }[] };
  const needsSecond = events.some(({ event }) => event.needsSecond === true);
  const own = await command(ada, "second-decision", { checkpoint: "gate-1", revision: 2 });
  expect(own.status()).toBe(needsSecond ? 403 : 409);
  if (needsSecond)
    expect(await command(noor, "second-decision", { checkpoint: "gate-1", revision: 2 }).then(statusOf)).toBe(200);
  const late = await command(noor, "submit-entry", { checkpoint: "gate-1", basedOn: 2, answers: {} });
  expect([late.status(), await titleOf(late)]).toEqual([409, expect.stringContaining("Ada Osei decided it")]);
}

function verifyLog(app: RunningProgram): Promise<{ readonly code: number; readonly text: string }> {
  const environment = { ...process.env, HOLDPOINT_DATA: `${app.dataFolder}/demo` };
  return new Promise((resolve) =>
    execFile(process.execPath, ["lib/cli/holdpoint.mjs", "verify-log"], { env: environment }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, text: `${stdout}${stderr}` }),
    ),
  );
}
