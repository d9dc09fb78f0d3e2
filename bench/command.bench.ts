import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { LoggedEvent } from "#core/room/room-event";
import { chanceFrom } from "#demo/chance";
import { findEmbedded } from "#edges/store/embedded/running-server";
import { floorWork, formWork, type Work } from "./command/lead-work.ts";
import { cpuOfTree } from "./cpu.ts";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { end, withPlace, type Place } from "./npm-start.ts";
import { openGates } from "./war-room/open-gates.ts";
import { must, personAt, type Person } from "./war-room/person.ts";
import { planWithGates } from "./war-room/plan.ts";
import { originOf, seatPeople, startReady, type WarRoom } from "./war-room/seats.ts";
import { faultsIn, tally } from "./war-room/tally.ts";

const LEADS = 50;
const GATES = LEADS / 2;
const ROUNDS = 40;
/** The first rounds compile the routes. */
const FIRST_ROUNDS = 5;
/** Rounds in which every command is sent twice at once, as by two clicks. */
const DOUBLE_ROUNDS = 3;
const SEED = 20_261_120;
/** Connections that the program's own pool has. */
const CONNECTIONS = 10;

/** Fifty leads who submit at the same moment, again and again, over HTTP to the whole program. */
export const bench: Bench = { name: "command", run };

async function run(): Promise<Figures> {
  return withPlace([], measure, { plan: await planWithGates(GATES) });
}

async function measure(place: Place): Promise<Figures> {
  const started = await startReady(place);
  try {
    const room = await seatPeople(place, started, LEADS);
    const admin = personAt(originOf(place), room.admin);
    const reference = await openReference(place);
    try {
      const from = await openGates(admin, GATES);
      const leads = leadsOf(place, room);
      const cpuBefore = await cpuOfTree(started.child.pid ?? 0);
      const timed = await rounds(leads, reference);
      const cpuMs = (await cpuOfTree(started.child.pid ?? 0)) - cpuBefore;
      const again = await doubles(leads);
      await Promise.all(leads.map(({ person }) => person.close()));
      const acknowledged = [...timed.acknowledged, ...again.acknowledged];
      const { lost, twice } = tally(acknowledged, await admin.log(from));
      const faults = await faultsIn(place.dataDir);
      return {
        ...figuresOf(timed),
        commands: figure(timed.times.length, "commands"),
        cpu_per_command: figure(cpuMs / timed.acknowledged.length, "ms"),
        lost: figure(lost, "events", { most: 0 }),
        twice: figure(twice + again.differing, "events", { most: 0 }),
        log_faults: figure(faults.length, "faults", { most: 0 }),
      };
    } finally {
      await reference.close();
      await admin.close();
    }
  } finally {
    await end(started, "SIGTERM");
  }
}

type Lead = { readonly person: Person; readonly work: Work };

function leadsOf(place: Place, { leads }: WarRoom): readonly Lead[] {
  return leads.map((seat, i) => {
    const checkpoint = `early-${Math.floor(i / 2)}`;
    const work = i % 2 === 0 ? formWork(i, checkpoint) : floorWork(i, checkpoint);
    return { person: personAt(originOf(place), seat), work };
  });
}

type Timed = {
  /** Each command and each plain insert, ms. */
  readonly times: readonly number[];
  readonly reference: readonly number[];
  /** Each round, from the first command's start to the last one's end, ms. */
  readonly rounds: readonly number[];
  readonly acknowledged: readonly LoggedEvent[];
};

/** Rounds of both take turns, so that whatever else the machine does falls on both. */
async function rounds(leads: readonly Lead[], reference: Reference): Promise<Timed> {
  const chance = chanceFrom(SEED);
  const found = { times: [] as number[], reference: [] as number[], rounds: [] as number[] };
  const acknowledged: LoggedEvent[] = [];
  for (let round = -FIRST_ROUNDS; round < ROUNDS; round += 1) {
    // so that the rounds fall anywhere between two ticks
    await sleep(100 + 400 * chance());
    const begun = performance.now();
    const given = await Promise.all(leads.map(giveOne));
    const lasted = performance.now() - begun;
    acknowledged.push(...given.flatMap(({ events }) => events));
    const plain = await Promise.all(leads.map(() => timed(() => reference.insert())));
    if (round < 0) continue;
    found.times.push(...given.map(({ ms }) => ms));
    found.reference.push(...plain);
    found.rounds.push(lasted);
  }
  return { ...found, acknowledged };
}

async function giveOne({
  person,
  work,
}: Lead): Promise<{ readonly ms: number; readonly events: readonly LoggedEvent[] }> {
  const sent = work.next();
  const begun = performance.now();
  const answer = await must(person, sent);
  const ms = performance.now() - begun;
  work.done(answer);
  return { ms, events: answer.events };
}

/** Both answers must tell the same events. */
async function doubles(
  leads: readonly Lead[],
): Promise<{ readonly acknowledged: readonly LoggedEvent[]; readonly differing: number }> {
  const acknowledged: LoggedEvent[] = [];
  const found = { differing: 0 };
  for (let round = 0; round < DOUBLE_ROUNDS; round += 1) {
    const all = leads.map(async ({ person, work }) => {
      const sent = work.next();
      const [one, other] = await Promise.all([must(person, sent), must(person, sent)]);
      work.done(one);
      acknowledged.push(...one.events);
      if (JSON.stringify(one.events) !== JSON.stringify(other.events)) found.differing += 1;
    });
    await Promise.all(all);
  }
  return { acknowledged, ...found };
}

function figuresOf({ times, reference, rounds: lasted }: Timed): Figures {
  const [ours, plain] = [percentile(times, 0.99), percentile(reference, 0.99)];
  return {
    p50: figure(percentile(times, 0.5), "ms"),
    p99: figure(ours, "ms", { below: 250 }),
    max: figure(percentile(times, 1), "ms"),
    round_p50: figure(percentile(lasted, 0.5), "ms"),
    reference_insert_p99: figure(plain, "ms"),
    against_reference: figure(ours / plain, "ratio"),
  };
}

type Reference = { insert(): Promise<unknown>; close(): Promise<void> };

/** The same database without Holdpoint: one row as large as an event, a transaction of its own. */
async function openReference({ dataDir }: Place): Promise<Reference> {
  const found = await findEmbedded(dataDir);
  if (found.kind !== "running") throw new Error("the program's database does not run");
  const pool = new pg.Pool({ ...found.address, max: CONNECTIONS });
  await pool.query("create table bench_reference (body text not null)");
  const body = "x".repeat(600);
  return {
    insert: () => pool.query("insert into bench_reference (body) values ($1)", [body]),
    close: () => pool.end(),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
