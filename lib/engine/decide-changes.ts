import { accept, type Outcome } from "#core/outcome";
import type { Actor } from "#core/room/actor";
import type { LoggedEvent, RoomEvent } from "#core/room/room-event";
import { applyEvent, type Room } from "#core/room/room";
import type { EpochMs } from "#core/time";
import type { NewChange, Receipt } from "./ports.ts";

export type Change = {
  readonly actor: Actor;
  readonly receipt: Omit<Receipt, "events"> | null;
  readonly decide: (room: Room, now: EpochMs) => Outcome<readonly RoomEvent[]>;
};

/** What became of a change: something to write, an answer without a write, or what its decision threw. */
export type Decided =
  | { readonly kind: "write"; readonly what: NewChange }
  | { readonly kind: "answer"; readonly outcome: Outcome<readonly LoggedEvent[]> }
  | { readonly kind: "failure"; readonly error: unknown };

/** Decides changes that wait for the same write, each on the room that those before it will have made. Nothing is true until they are written. */
export function decideChanges(room: Room, changes: readonly Change[], at: EpochMs): readonly Decided[] {
  const state = { room };
  return changes.map((change) => {
    const decided = decideOne(state.room, change, at);
    if (decided.kind === "write")
      for (const event of decided.what.events)
        state.room = applyEvent(state.room, { ...event, seq: state.room.seq + 1, hash: "" });
    return decided;
  });
}

function decideOne(room: Room, { actor, receipt, decide }: Change, at: EpochMs): Decided {
  try {
    const decided = decide(room, at);
    if (!decided.ok) return { kind: "answer", outcome: decided };
    if (decided.value.length === 0 && receipt === null) return { kind: "answer", outcome: accept([]) };
    return { kind: "write", what: { events: decided.value.map((event) => ({ at, actor, event })), receipt } };
  } catch (error) {
    return { kind: "failure", error };
  }
}
