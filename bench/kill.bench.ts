import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { LoggedEvent } from "#core/room/room-event";
import { chanceFrom } from "#demo/chance";
import { formWork, type Work } from "./command/lead-work.ts";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { end, withPlace, type Place, type Started } from "./npm-start.ts";
import { openGates } from "./war-room/open-gates.ts";
import { must, personAt, type Person, type Sent } from "./war-room/person.ts";
import { planWithGates } from "./war-room/plan.ts";
import { originOf, seatPeople, startReady, type WarRoom } from "./war-room/seats.ts";
import { faultsIn, tally } from "./war-room/tally.ts";

const LEADS = 8;
const ROUNDS = Math.max(2, Number(process.env["BENCH_ROUNDS"] ?? "50"));
const SEED = Number(process.env["BENCH_SEED"] ?? Date.now() % 1_000_000);
/** Entries are submitted for so long before the kill. */
const BEFORE_KILL_MS = { least: 150, most: 1_500 };

/**
 * The whole program killed again and again while leads submit entries. Every round starts it again, sends again what was not
 * answered, and holds the log against what was acknowledged.
 */
export const bench: Bench = { name: "kill", run };

async function run(): Promise<Figures> {
  process.stderr.write(`kill: seed ${SEED} (BENCH_SEED=${SEED} repeats it)\n`);
  return withPlace([], killAgainAndAgain, { plan: await planWithGates(LEADS) });
}

async function killAgainAndAgain(place: Place): Promise<Figures> {
  const chance = chanceFrom(SEED);
  const first = await startReady(place);
  const state = { started: first, rounds: [] as Round[], failed: 0, lost: 0, twice: 0 };
  try {
    const room = await seatPeople(place, first, LEADS);
    const admin = personAt(originOf(place), room.admin);
    const from = await openGates(admin, LEADS);
    const leads = leadsOf(place, room);
    const acknowledged: LoggedEvent[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const within = BEFORE_KILL_MS.least + chance() * (BEFORE_KILL_MS.most - BEFORE_KILL_MS.least);
      const working = Promise.all(leads.map(submitUntilBroken));
      await sleep(within);
      await kill(place, state.started, round % 2 === 1);
      const given = (await working).flat();
      const killedAt = performance.now();
      state.started = await startReady(place);
      const againMs = performance.now() - killedAt;
      const resent = await Promise.all(leads.map(sendAgain));
      acknowledged.push(...given, ...resent.flat());
      const { lost, twice } = tally(acknowledged, await admin.log(from));
      const faults = await faultsIn(place.dataDir);
      state.rounds.push({ given: given.length, resent: resent.flat().length, againMs });
      Object.assign(state, { lost: Math.max(state.lost, lost), twice: Math.max(state.twice, twice) });
      if (lost + twice + faults.length === 0) continue;
      state.failed += 1;
      process.stderr.write(`kill: round ${round}: ${lost} lost, ${twice} twice, ${faults.join(" ")}\n`);
    }
    await Promise.all([admin, ...leads.map(({ person }) => person)].map((person) => person.close()));
    return figuresOf(state);
  } finally {
    await end(state.started, "SIGTERM");
  }
}

type Lead = { readonly person: Person; readonly work: Work; unanswered: Sent | null };

function leadsOf(place: Place, { leads }: WarRoom): readonly Lead[] {
  return leads.map((seat, i) => {
    return { person: personAt(originOf(place), seat), work: formWork(i, `early-${i}`), unanswered: null };
  });
}

/** One entry after the other until one is not answered; answers what was acknowledged. */
async function submitUntilBroken(lead: Lead): Promise<readonly LoggedEvent[]> {
  const acknowledged: LoggedEvent[] = [];
  for (;;) {
    const sent = lead.work.next();
    const { status, text, answer } = await lead.person.give(sent);
    if (answer) {
      lead.work.done(answer);
      acknowledged.push(...answer.events);
      continue;
    }
    // its database dies a moment before it does
    if (status !== 0 && status < 500) throw new Error(`an entry was answered ${status}: ${text.slice(0, 300)}`);
    lead.unanswered = sent;
    return acknowledged;
  }
}

/** As a page does: with the same key, so that it counts once whether the program had stored it or not. */
async function sendAgain(lead: Lead): Promise<readonly LoggedEvent[]> {
  if (!lead.unanswered) return [];
  const answer = await must(lead.person, lead.unanswered);
  lead.unanswered = null;
  lead.work.done(answer);
  return answer.events;
}

/** Every process of the program at once; in every other round its database's server in the same moment. */
async function kill({ dataDir }: Place, started: Started, databaseToo: boolean): Promise<void> {
  const postmaster = databaseToo ? await postmasterIn(dataDir) : null;
  const ended = end(started, "SIGKILL");
  if (postmaster !== null) process.kill(postmaster, "SIGKILL");
  await ended;
}

async function postmasterIn(dataDir: string): Promise<number> {
  const [pid] = (await readFile(join(dataDir, "postgres/data/postmaster.pid"), "utf8")).split("\n");
  return Number(pid);
}

type Round = { readonly given: number; readonly resent: number; readonly againMs: number };
type Found = {
  readonly rounds: readonly Round[];
  readonly failed: number;
  readonly lost: number;
  readonly twice: number;
};

function figuresOf({ rounds, failed, lost, twice }: Found): Figures {
  const again = rounds.map(({ againMs }) => againMs);
  return {
    rounds: figure(rounds.length, "rounds"),
    entries: figure(
      rounds.reduce((n, { given, resent }) => n + given + resent, 0),
      "entries",
    ),
    sent_again: figure(
      rounds.reduce((n, { resent }) => n + resent, 0),
      "entries",
    ),
    lost: figure(lost, "entries", { most: 0 }),
    twice: figure(twice, "entries", { most: 0 }),
    rounds_failed: figure(failed, "rounds", { most: 0 }),
    ready_again_p50: figure(percentile(again, 0.5) / 1_000, "s"),
    ready_again_max: figure(percentile(again, 1) / 1_000, "s"),
  };
}
