import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ACCOUNTS,
  actorOf,
  ADVANCED,
  ALL_GO,
  anAnswer,
  BEFORE,
  deciding,
  ENGINE,
  happened,
  HELD,
  logged,
  measuredErrors,
  opened,
  PLAN_T0,
  roomOf,
  someFacts,
  started,
  type Happened,
} from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { scheduleOf } from "../plan/schedule.ts";
import { MINUTE_MS, type EpochMs } from "../time.ts";
import type { Account } from "./actor.ts";
import { isClosed } from "./checkpoint.ts";
import { decideAddAction, decideCloseAction, decideReopenAction } from "./commands/action-commands.ts";
import { decideDecline, decideSecond, decideSubmitEntry } from "./commands/checkpoint-commands.ts";
import { decideRamp, decideReschedule, decideStart, t0Of } from "./commands/launch-commands.ts";
import { decideCastVote, decideOpenPoll, decideWithdrawPoll, votingRoles } from "./commands/poll-commands.ts";
import { decideAttestItem, decideWaiveItem, decideWithdrawItem } from "./commands/readiness-commands.ts";
import { decideAssignRole, decideCheckIn, decideDelegateVote } from "./commands/roster-commands.ts";
import type { Decide, Deciding } from "./deciding.ts";
import { dueCheckpoints, duties } from "./duties.ts";
import { pollStanding } from "./poll.ts";
import type { LoggedEvent, RoomEvent } from "./room-event.ts";
import { applyEvent, EMPTY_ROOM, type Room } from "./room.ts";
import { votesOf } from "./roster.ts";

describe("the fold", () => {
  const note = (seq: number): LoggedEvent => logged(seq, { type: "note_added", text: "x", checkpoint: null });

  test("leaves out what it has, and throws over a gap", () => {
    const room = applyEvent(EMPTY_ROOM, note(1));
    expect(applyEvent(room, note(1))).toBe(room);
    expect(() => applyEvent(room, note(3))).toThrow("event 3 does not follow 1");
  });

  test("does not change the room that it is given", () => {
    const room = roomOf(opened());
    const before = JSON.stringify(room);
    applyEvent(room, logged(2, { type: "action_closed", action: "first.look", note: "" }));
    expect(JSON.stringify(room)).toBe(before);
  });

  test("ignores what happens to things that there are not", () => {
    const second: RoomEvent = { type: "decision_seconded", checkpoint: "first", revision: 1 };
    const closed: RoomEvent = { type: "action_closed", action: "first.look", note: "" };
    expect(roomOf(second, closed)).toEqual({ ...EMPTY_ROOM, seq: 2 });
  });
});

describe("a checkpoint that opens a second time", () => {
  test("stays as it is, with its entry, its decision and its action items", () => {
    const before: readonly Happened[] = [
      opened(),
      { type: "entry_submitted", checkpoint: "first", revision: 1, answers: { patterns: anAnswer() }, tone: "good" },
      { type: "action_closed", action: "first.look", note: "Looked" },
    ];
    const [once, twice] = [roomOf(...before), roomOf(...before, opened([]))];
    expect(twice).toEqual({ ...once, seq: once.seq + 1 });
  });
});

const PLAN = aRoomPlan();
type Step = (room: Room, about: Deciding, pick: number) => readonly RoomEvent[];

/** A command as somebody would send it, drawn from `pick`; a refusal is no event. */
function command<Input>(decide: Decide<Input>, draw: (pick: number, room: Room, by: string) => Input): Step {
  return (room, about, pick) => {
    const outcome = decide(room, draw(pick, room, about.actor.id), about);
    return outcome.ok ? outcome.value : [];
  };
}

const of = <T>(list: readonly T[], pick: number): T => list[pick % list.length] as T;
const person = (pick: number): string => of(ACCOUNTS, pick).id;
const lastPoll = (room: Room): string => room.polls.at(-1)?.id ?? "poll-1";
const ROLES = ["engineering-lead", "product-lead", "on-call"];
const gate = (pick: number): string => of(["first", "second"], pick);
const revisionOf = (room: Room, id: string): number => room.checkpoints[id]?.entry?.revision ?? 0;

const many = (times: number, step: Step): readonly Step[] => Array.from({ length: times }, () => step);

function vote(pick: number, room: Room, by: string): Parameters<typeof decideCastVote>[1] {
  const own = votesOf(room.roster, by);
  const role = own.length > 0 ? of(own, pick) : of(ROLES, pick);
  return { poll: lastPoll(room), role, vote: pick % 9 === 0 ? "no_go" : "go", reason: "So I see it" };
}

function entry(pick: number, room: Room): Parameters<typeof decideSubmitEntry>[1] {
  const checkpoint = gate(pick);
  return {
    checkpoint,
    basedOn: Math.max(0, revisionOf(room, checkpoint) - (pick % 7 === 0 ? 1 : 0)),
    answers: {
      patterns: anAnswer({ status: of(["none", "minor", "major"], pick >> 1) }),
      tickets: anAnswer({ number: pick % 8 }),
    },
    decision: pick % 3 ? { choice: of(["continue", "watch", "abort"], pick >> 1), reason: "So we go on" } : null,
  };
}

const STEPS: readonly Step[] = [
  command(decideAssignRole, (pick) => ({ role: of(ROLES, pick), person: person(pick >> 2) })),
  command(decideDelegateVote, (pick) => ({ role: of(ROLES, pick), to: person(pick >> 2), reason: "Away" })),
  command(decideCheckIn, () => ({})),
  command(decideAttestItem, () => ({ item: "briefed", note: "In the wiki", link: null })),
  command(decideWithdrawItem, () => ({ item: "briefed", reason: "Not so" })),
  command(decideWaiveItem, (pick) => ({ item: "displays", reason: "On its way", until: BEFORE + pick * MINUTE_MS })),
  command(decideOpenPoll, () => ({})),
  ...many(3, command(decideCastVote, vote)),
  command(decideWithdrawPoll, (_, room) => ({ poll: lastPoll(room), reason: "Ask anew" })),
  command(decideRamp, (pick) => ({ option: pick % 4 === 0 ? "wait" : "advance", reason: "So it went" })),
  command(decideReschedule, (pick) => ({ t0: PLAN_T0 + (pick % 50) * MINUTE_MS, reason: "Later" })),
  command(decideStart, (pick) => ({ override: pick % 5 === 0 ? "Board's order" : "" })),
  ...many(3, command(decideSubmitEntry, entry)),
  ...many(
    2,
    command(decideSecond, (pick, room) => ({ checkpoint: gate(pick), revision: revisionOf(room, gate(pick)) })),
  ),
  command(decideDecline, (pick, room) => ({
    checkpoint: gate(pick),
    revision: revisionOf(room, gate(pick)),
    reason: "No",
  })),
  command(decideAddAction, (pick) => ({ checkpoint: gate(pick), label: "Call", owner: "on-call", due: 9e12 })),
  command(decideCloseAction, (pick) => ({ action: `${gate(pick)}.look`, note: "" })),
  command(decideReopenAction, (pick) => ({ action: `${gate(pick)}.look`, reason: "Again" })),
  // Holdpoint itself
  (room, { now, facts }) => duties({ plan: PLAN, room, facts, now }),
  (room, { now }) => {
    const schedule = scheduleOf(PLAN, t0Of(room, PLAN_T0));
    return dueCheckpoints(room, schedule.checkpoints, now).map(({ id, form, label, at: due }) => {
      return { type: "checkpoint_opened", checkpoint: id, form, label, due, fields: [measuredErrors()], actions: [] };
    });
  },
];

type Drawn = {
  readonly step: number;
  readonly actor: Account;
  readonly pick: number;
  readonly passMs: number;
  readonly displays: number;
};

const drawn = fc.record({
  step: fc.nat(STEPS.length - 1),
  actor: fc.constantFrom(...ACCOUNTS),
  pick: fc.nat(200),
  passMs: fc.constantFrom(0, 1, MINUTE_MS, MINUTE_MS, 10 * MINUTE_MS),
  displays: fc.constantFrom(1, 2, 2, 2, 3),
});

type Played = { readonly events: readonly LoggedEvent[]; readonly rooms: readonly Room[]; readonly times: EpochMs[] };

/** Stories begin before the poll, or after a start, so that they get somewhere. */
const BEGINNINGS = [
  [ADVANCED, ...HELD],
  [ADVANCED, ...ALL_GO, started(BEFORE)],
];
const stories = fc.record({
  beginning: fc.constantFrom(...BEGINNINGS),
  draws: fc.array(drawn, { minLength: 1, maxLength: 150, size: "max" }),
});
type Story = { readonly beginning: readonly Happened[]; readonly draws: readonly Drawn[] };

function play({ beginning, draws }: Story): Played {
  const events: LoggedEvent[] = beginning.map((event, index) => logged(index + 1, event));
  const rooms = [EMPTY_ROOM];
  for (const event of events) rooms.push(applyEvent(rooms.at(-1) ?? EMPTY_ROOM, event));
  const times = events.map(({ at }) => at);
  let now = BEFORE;
  for (const { step, actor, pick, passMs, displays } of draws) {
    now += passMs;
    const room = rooms.at(-1) ?? EMPTY_ROOM;
    const t0 = t0Of(room, PLAN_T0);
    const about = deciding({ plan: PLAN, now, t0, actor: actorOf(actor), facts: someFacts({ displays }) });
    const cause = { at: now, actor: step >= STEPS.length - 2 ? ENGINE : actorOf(actor) };
    for (const event of of(STEPS, step)(room, about, pick)) {
      events.push(logged(events.length + 1, happened(event, cause)));
      rooms.push(applyEvent(rooms.at(-1) ?? EMPTY_ROOM, events.at(-1) as LoggedEvent));
      times.push(now);
    }
  }
  return { events, rooms, times };
}

/** Runs `holds` on every step of many stories: the event, the room before and after, and when. */
function always(holds: (event: RoomEvent, rooms: { before: Room; after: Room }, now: EpochMs) => void): void {
  fc.assert(
    fc.property(stories, (story) => {
      const { events, rooms, times } = play(story);
      events.forEach(({ event }, index) => {
        const [before, after] = [rooms[index] as Room, rooms[index + 1] as Room];
        holds(event, { before, after }, times[index] as EpochMs);
      });
    }),
    { numRuns: 200 },
  );
}

describe("whatever anybody sends, in any order", () => {
  test("stories get somewhere: among many there are starts, decisions and second signatures", () => {
    const wanted = new Set([
      ...["poll_closed", "vote_cast", "rollout_started", "checkpoint_opened"],
      ...["decision_seconded", "decision_declined"],
    ]);
    // one in forty stories has the rarest; it "fails", which ends it, once all were seen
    const isStillWanting = fc.property(stories, (story) => {
      for (const { event } of play(story).events) wanted.delete(event.type);
      return wanted.size > 0;
    });
    void fc.check(isStillWanting, { numRuns: 5_000, endOnFailure: true });
    expect([...wanted]).toEqual([]);
  });

  test("a rollout starts once, and only with a GO or an administrator's override", () => {
    always((event, { before }, now) => {
      if (event.type !== "rollout_started") return;
      const poll = before.polls.at(-1);
      const go = poll !== undefined && pollStanding(poll, now).state === "go";
      expect(before.launch.start).toBeNull();
      expect(go || event.override !== null).toBe(true);
    });
  });

  test("T0 does not move once the rollout has started", () => {
    always((_, { before, after }) => {
      if (before.launch.start) expect(after.launch.t0).toBe(before.launch.t0);
    });
  });

  test("a checkpoint that is closed never changes, and what was measured never does", () => {
    always((_, { before, after }) => {
      for (const record of Object.values(before.checkpoints)) {
        expect(after.checkpoints[record.id]?.fields).toBe(record.fields);
        if (isClosed(record)) expect(after.checkpoints[record.id]).toBe(record);
      }
    });
  });

  test("a decision is signed by two persons where it goes against the worst field", () => {
    always((_, { after }) => {
      for (const { decision } of Object.values(after.checkpoints)) {
        if (!decision?.second || decision.by.kind !== "person" || decision.second.by.kind !== "person") continue;
        expect(decision.second.by.id).not.toBe(decision.by.id);
      }
    });
  });

  test("a poll has at most one vote per role, and only of roles that were asked", () => {
    always((_, { after }) => {
      for (const poll of after.polls) {
        expect(poll.roles).toEqual(votingRoles(PLAN));
        expect(Object.keys(poll.votes).every((role) => poll.roles.includes(role))).toBe(true);
      }
    });
  });

  test("at most the newest poll is open, and a veto is not taken back", () => {
    always((_, { before, after }, now) => {
      const states = after.polls.slice(0, -1).map((poll) => pollStanding(poll, now).state);
      expect(states.every((state) => ["no_go", "void", "withdrawn"].includes(state))).toBe(true);
      before.polls.forEach((poll, index) => {
        if (pollStanding(poll, now).state !== "no_go") return;
        expect(after.polls[index]).toEqual(poll);
      });
    });
  });

  test("revisions of an entry count 1, 2, 3", () => {
    always((event, { before }) => {
      if (event.type !== "entry_submitted") return;
      expect(event.revision).toBe(revisionOf(before, event.checkpoint) + 1);
    });
  });

  test("an opening that is told again changes nothing", () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { events, rooms } = play(story);
        const last = rooms.at(-1) ?? EMPTY_ROOM;
        for (const { event } of events) {
          if (event.type !== "checkpoint_opened") continue;
          expect(applyEvent(last, logged(last.seq + 1, event))).toEqual({ ...last, seq: last.seq + 1 });
        }
      }),
    );
  });

  test("a snapshot and the events after it are the same room as all events", () => {
    fc.assert(
      fc.property(stories, fc.nat(), (story, at) => {
        const { events, rooms } = play(story);
        const from = at % (events.length + 1);
        // as it comes over the network
        const snapshot = JSON.parse(JSON.stringify(rooms[from])) as Room;
        const again = events.slice(from).reduce(applyEvent, snapshot);
        expect(again).toEqual(rooms.at(-1));
      }),
    );
  });
});
