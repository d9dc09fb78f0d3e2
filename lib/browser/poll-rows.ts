import type { Plan } from "#core/plan/plan";
import type { Person } from "#core/room/actor";
import { roleLabel } from "#core/room/deciding";
import { pollStanding, type Poll, type PollState } from "#core/room/poll";
import type { Room } from "#core/room/room";
import { voterFor } from "#core/room/roster";
import { MINUTE_MS, type EpochMs } from "#core/time";

/** `none`: the poll is over, and nobody is waited for any more. */
export type VoteState = "go" | "no_go" | "waiting" | "lapsed" | "none";
export type PollRow = {
  readonly role: string;
  readonly label: string;
  readonly state: VoteState;
  /** Who voted, else who is to. */
  readonly voter: Person | null;
  /** For whom, when the vote was handed on. */
  readonly onBehalfOf: Person | null;
  readonly reason: string;
  readonly at: EpochMs | null;
  readonly lapsesAt: EpochMs | null;
};

/** `no_result`: the rollout was started before the votes were there. */
export type ShownPollState = PollState | "no_result";

/** Where a poll stands for those who look; votes that lapse after the start change nothing any more. */
export function shownPollState(poll: Poll, { launch }: Pick<Room, "launch">, now: EpochMs): ShownPollState {
  const { state } = pollStanding(poll, launch.start?.at ?? now);
  return launch.start && (state === "open" || state === "lapsed") ? "no_result" : state;
}

type Ask = { readonly plan: Plan; readonly room: Room; readonly now: EpochMs };

/** One row per role that votes in the poll, in its order. */
export function pollRows(poll: Poll, { plan, room, now }: Ask): readonly PollRow[] {
  const { state: standing } = pollStanding(poll, now);
  const isWanted = !room.launch.start && (standing === "open" || standing === "lapsed");
  return poll.roles.map((role) => {
    const vote = poll.votes[role];
    const label = roleLabel(plan, role);
    if (!vote) {
      const voter = voterFor(room.roster, role);
      const holder = room.roster.holders[role] ?? null;
      const onBehalfOf = holder && holder.id !== voter?.id ? holder : null;
      return {
        role,
        label,
        state: isWanted ? "waiting" : "none",
        voter,
        onBehalfOf,
        reason: "",
        at: null,
        lapsesAt: null,
      };
    }
    const lapsesAt = vote.at + poll.lapseMs;
    const isLapsed = vote.vote === "go" && lapsesAt <= now;
    return {
      role,
      label,
      state: isLapsed ? "lapsed" : vote.vote,
      voter: vote.person,
      onBehalfOf: vote.onBehalfOf,
      reason: vote.reason,
      at: vote.at,
      // a NO-GO does not lapse
      lapsesAt: vote.vote === "go" ? lapsesAt : null,
    };
  });
}

/** Where the poll stands, in one sentence that changes only when somebody did something. */
export function pollSentence(poll: Poll, { plan, room, now }: Ask): string {
  const rows = pollRows(poll, { plan, room, now });
  const labels = (state: VoteState): string =>
    rows.flatMap((row) => (row.state === state ? [row.label] : [])).join(", ");
  const given = rows.filter(({ state }) => state === "go").length;
  const { state } = pollStanding(poll, now);
  switch (state) {
    case "open":
      return room.launch.start
        ? `${given} of ${rows.length} had said GO when the rollout was started.`
        : `${given} of ${rows.length} say GO. Waiting for ${labels("waiting")}.`;
    case "go":
      return rows.length === 1 ? "The one lead who votes says GO." : `All ${rows.length} leads say GO.`;
    case "no_go":
      return rows
        .filter((row) => row.state === "no_go")
        .map((row) => `${row.voter?.name ?? "Somebody"} (${row.label}): ${row.reason}`)
        .join(" ");
    case "lapsed":
      return `Votes are too old to count: ${labels("lapsed")} must vote again.`;
    case "void":
    case "withdrawn":
      return poll.closed?.reason ?? "";
    default:
      return state satisfies never;
  }
}

const RESULT_STAYS_MS = 5 * MINUTE_MS;

/** Walls turn to the poll by themselves while votes are wanted before the start, and show its result for a while. */
export function isPollForWalls({ polls, launch }: Pick<Room, "polls" | "launch">, now: EpochMs): boolean {
  const poll = polls.at(-1);
  if (!poll || launch.start) return false;
  const votes = Object.values(poll.votes).map(({ at }) => at);
  const quietSince = Math.max(poll.openedAt, poll.closed?.at ?? 0, ...votes);
  return now - quietSince < staysFor(pollStanding(poll, now).state, poll);
}

function staysFor(state: PollState, poll: Poll): number {
  if (state === "open") return Infinity;
  return state === "lapsed" ? 2 * poll.lapseMs : RESULT_STAYS_MS;
}
