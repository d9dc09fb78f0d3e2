import { plannedChannels } from "#core/notify/preflight-channel";
import type { Plan } from "#core/plan/plan";
import type { Account, PersonActor } from "#core/room/actor";
import { HOUR_MS, MINUTE_MS, type EpochMs } from "#core/time";
import type { Clock, Engine } from "#engine/ports";
import type { RehearsalPerson } from "./people.ts";

/** An item that falls between poll and start voids the poll: then the leads are asked again. */
const MOST_POLLS = 10;

export type Cast = readonly (Pick<RehearsalPerson, "holds"> & { readonly account: Account })[];
export type Story = {
  readonly engine: Pick<Engine, "command" | "room" | "plan">;
  readonly clock: Pick<Clock, "now" | "at">;
  readonly cast: Cast;
  readonly say: (line: string) => void;
};

/** The rehearsal up to T0 as its people would play it, through the same commands as everybody else; ends with the start. */
export async function playToStart(story: Story): Promise<void> {
  await playPreparation(story);
  const { launch } = story.engine.room();
  if (launch.start) return;
  await until(story.clock, Date.parse(story.engine.plan().t0));
  for (let tries = 0; tries < MOST_POLLS && !story.engine.room().launch.start; tries += 1) {
    if (tries > 0) await until(story.clock, story.clock.now() + MINUTE_MS);
    await playPoll(story);
    await give(story, leadOf(story), ["start-rollout", {}]);
  }
}

/** Roles are held, people are here; what is left for the pre-flight list is left to whoever tries the rehearsal. */
export async function playRollCall(story: Story): Promise<void> {
  const admin = accountWith(story, ({ role }) => role === "admin");
  for (const { account, holds } of story.cast)
    for (const role of holds) await give(story, admin, ["assign-role", { role, person: account.id }]);
  for (const { account } of story.cast)
    if (["lead", "operator"].includes(account.role)) await give(story, account, ["check-in", {}]);
}

async function playPreparation(story: Story): Promise<void> {
  if (story.engine.room().launch.start) return;
  await playRollCall(story);
  const plan = story.engine.plan();
  const advance = plan.rampDecision?.options.find(({ delay }) => delay === undefined);
  const lead = leadOf(story);
  if (advance && !story.engine.room().launch.ramp)
    await give(story, lead, ["decide-ramp", { option: advance.id, reason: "Ten percent ran for a day, no incident." }]);
  const operator = accountWith(story, ({ role }) => role === "operator");
  for (const channel of plannedChannels(plan)) await give(story, operator, ["test-channel", { channel, ok: true }]);
  for (const { id, kind, owner } of plan.preflight)
    if (kind === "manual")
      await give(story, holderOf(story, owner), ["attest-item", { item: id, note: "Rehearsed: taken as shown." }]);
  await waiveWhatOneMachineLacks(story, plan);
}

/** A rehearsal on one machine has no three displays, and no load test of a PostgreSQL of its own. */
async function waiveWhatOneMachineLacks(story: Story, plan: Plan): Promise<void> {
  const until = story.clock.now() + 4 * HOUR_MS;
  for (const item of plan.preflight)
    if (item.kind === "automatic" && ["displays_connected", "metric_under_load"].includes(item.check))
      await give(story, leadOf(story), ["waive-item", { item: item.id, reason: "A rehearsal on one machine.", until }]);
}

async function playPoll(story: Story): Promise<void> {
  await give(story, leadOf(story), ["open-poll", {}]);
  const poll = story.engine.room().polls.at(-1);
  for (const role of poll?.roles ?? [])
    await give(story, holderOf(story, role), ["cast-vote", { poll: poll?.id, role, vote: "go" }]);
}

async function give(story: Story, account: Account, [verb, input]: readonly [string, unknown]): Promise<void> {
  const actor: PersonActor = { kind: "person", ...account };
  const as = { actor, confirmed: true, secondFactor: "used" } as const;
  const answer = await story.engine.command({ verb, input, digest: "", key: null, ...as });
  if (!answer.ok) story.say(`The rehearsal goes on without "${verb}": ${answer.refusal.message}`);
}

function leadOf(story: Story): Account {
  return accountWith(story, ({ role }) => role === "lead");
}

function holderOf({ engine, cast }: Story, role: string): Account {
  const id = engine.room().roster.holders[role]?.id;
  return (cast.find(({ account }) => account.id === id) ?? cast[0])?.account as Account;
}

function accountWith({ cast }: Story, wanted: (account: Account) => boolean): Account {
  const found = cast.find(({ account }) => wanted(account));
  if (!found) throw new Error("the rehearsal lacks somebody it needs");
  return found.account;
}

function until(clock: Story["clock"], at: EpochMs): Promise<void> {
  return new Promise((resolve) => void clock.at(at, resolve));
}
