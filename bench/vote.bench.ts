import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { chanceFrom, type Chance } from "#demo/chance";
import { roomSchema } from "#wire/room-log";
import { ask, forkFile } from "./child.ts";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { end, tokenIn, withPlace, type Place } from "./npm-start.ts";
import { openPaintedWall } from "./vote/painted-wall.ts";
import type { Heard } from "./vote/walls.ts";
import { must, personAt, type Person } from "./war-room/person.ts";
import { originOf, seatPeople, startReady, type WarRoom } from "./war-room/seats.ts";

const WALLS = 100;
/** Roles that vote, each held by the lead of its discipline. */
const ROLES = ["vp-engineering", "product-lead", "operations-lead", "data-science-lead"] as const;
const VOTES = 300;
/** The first votes compile the route. */
const FIRST_VOTES = 20;
const PAINTED_POLLS = 10;
const SEED = 20_261_121;
const MOST_WAIT_MS = 20_000;

/** From a vote's sending to a hundred walls that have it, against the whole program; and to one wall that has painted it. */
export const bench: Bench = { name: "vote", run };

async function run(): Promise<Figures> {
  return withPlace([], async (place) => {
    const started = await startReady(place);
    const token = await tokenIn(place);
    const walls = forkFile(new URL("./vote/walls.ts", import.meta.url), [
      `${originOf(place)}/live`,
      token,
      String(WALLS),
    ]);
    try {
      const poll = await openPolling(place, await seatPeople(place, started, ROLES.length));
      try {
        return { ...(await heard(poll, walls)), ...(await painted(poll, `${originOf(place)}/?token=${token}`)) };
      } finally {
        await poll.close();
      }
    } finally {
      walls.disconnect();
      await end(started, "SIGTERM");
    }
  });
}

type Polling = {
  /** Withdraws the poll, if there is one, and opens another. */
  reopen(): Promise<void>;
  /** The role that is next votes GO; answers the event's number. */
  vote(): Promise<number>;
  close(): Promise<void>;
};

async function openPolling(place: Place, room: WarRoom): Promise<Polling> {
  const admin = personAt(originOf(place), room.admin);
  const leads = room.leads.map((seat) => personAt(originOf(place), seat));
  const state = { poll: "", keys: 0, turn: 0 };
  const give = (person: Person, verb: Parameters<typeof must>[1]["verb"], input: object): ReturnType<typeof must> =>
    must(person, { verb, input, key: `vote-bench-${(state.keys += 1)}` });
  for (const [i, role] of ROLES.entries()) await give(admin, "assign-role", { role, person: leads[i]?.id });
  const reopen = async (): Promise<void> => {
    if (state.poll !== "") await give(admin, "withdraw-poll", { poll: state.poll, reason: "Asked anew." });
    await give(admin, "open-poll", {});
    state.poll = roomSchema.parse(await admin.read("/api/v1/room")).polls.at(-1)?.id ?? "";
    state.turn = 0;
  };
  await reopen();
  return {
    reopen,
    vote: async () => {
      const index = state.turn % ROLES.length;
      state.turn += 1;
      const input = { poll: state.poll, role: ROLES[index], vote: "go" };
      const { events } = await give(leads[index] as Person, "cast-vote", input);
      return events[0]?.seq ?? 0;
    },
    close: async () => void (await Promise.all([admin, ...leads].map((person) => person.close()))),
  };
}

async function heard(poll: Polling, walls: ChildProcess): Promise<Figures> {
  const chance = chanceFrom(SEED);
  await until(walls, ({ following }) => following === WALLS);
  const last: number[] = [];
  const all: number[] = [];
  const answered: number[] = [];
  for (let i = -FIRST_VOTES; i < VOTES; i += 1) {
    await sleep(50 + 150 * chance());
    const sentAt = epochNow();
    const seq = await poll.vote();
    const answeredMs = epochNow() - sentAt;
    const arrivals = (await arrivalsOf(walls, seq)).map((at) => at - sentAt);
    if (i < 0) continue;
    all.push(...arrivals);
    last.push(Math.max(...arrivals));
    answered.push(answeredMs);
  }
  return {
    votes: figure(last.length, "votes"),
    heard_p50: figure(percentile(all, 0.5), "ms"),
    last_wall_p50: figure(percentile(last, 0.5), "ms"),
    last_wall_p99: figure(percentile(last, 0.99), "ms", { below: 200 }),
    last_wall_max: figure(percentile(last, 1), "ms"),
    answered_p99: figure(percentile(answered, 0.99), "ms"),
  };
}

/** When each wall got this vote; throws when one gets it twice or not at all. */
async function arrivalsOf(walls: ChildProcess, seq: number): Promise<readonly number[]> {
  const found: number[] = [];
  await until(walls, ({ votes }) => {
    found.push(...votes.flatMap(([which, at]) => (which === seq ? [at] : [])));
    return found.length >= WALLS;
  });
  if (found.length > WALLS) throw new Error("a wall got a vote twice");
  return found;
}

async function until(walls: ChildProcess, holds: (heard: Heard) => boolean): Promise<void> {
  const begun = performance.now();
  while (performance.now() - begun < MOST_WAIT_MS) {
    if (holds(await ask<Heard>(walls))) return;
    await sleep(20);
  }
  throw new Error("the walls did not hear what they should in time");
}

async function painted(poll: Polling, pairingUrl: string): Promise<Figures> {
  const chance: Chance = chanceFrom(SEED + 1);
  await poll.reopen();
  const wall = await openPaintedWall(pairingUrl);
  try {
    const times: number[] = [];
    for (let round = 0; round < PAINTED_POLLS; round += 1) {
      await poll.reopen();
      await wall.cleared();
      for (const _ of ROLES) {
        await sleep(100 + 300 * chance());
        const sent = { at: 0 };
        const at = await wall.painted(() => ((sent.at = epochNow()), poll.vote()));
        times.push(at - sent.at);
      }
    }
    return {
      painted_votes: figure(times.length, "votes"),
      painted_p50: figure(percentile(times, 0.5), "ms"),
      painted_max: figure(percentile(times, 1), "ms"),
    };
  } finally {
    await wall.close();
  }
}

function epochNow(): number {
  return performance.timeOrigin + performance.now();
}
