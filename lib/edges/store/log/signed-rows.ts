import type { RoomEvent } from "#core/room/room-event";
import type { NewEvent } from "#engine/ports";

/** A row of `checkpoint_entry`, in the names of its columns. */
export type EntryRow = {
  readonly seq: number;
  readonly checkpoint: string;
  readonly revision: number;
  readonly answers: unknown;
  readonly tone: string;
  readonly account_id: string;
  readonly name: string;
  readonly at: string;
};

/** A row of `sign_off`, in the names of its columns. */
export type SignRow = {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
  readonly choice: string;
  readonly role: string | null;
  readonly reason: string;
  readonly account_id: string;
  readonly name: string;
  readonly at: string;
};

type Numbered = NewEvent & { readonly seq: number };

/** The entry that an event is, as a row; null for any other event. */
export function entryRow({ seq, at, actor, event }: Numbered): EntryRow | null {
  if (event.type !== "entry_submitted" || actor.kind !== "person") return null;
  const { checkpoint, revision, answers, tone } = event;
  return { seq, checkpoint, revision, answers, tone, account_id: actor.id, name: actor.name, at: iso(at) };
}

/** What somebody signed for in an event, as a row; null for an event that signs nothing. */
export function signRow({ seq, at, actor, event }: Numbered): SignRow | null {
  const signed = signedIn(event);
  if (!signed || actor.kind !== "person") return null;
  return { seq, role: null, ...signed, account_id: actor.id, name: actor.name, at: iso(at) };
}

type Signed = Pick<SignRow, "kind" | "subject" | "choice" | "reason"> & Partial<Pick<SignRow, "role">>;

/** Events that somebody signs for, each with what its row says. */
const SIGNED: { readonly [T in RoomEvent["type"]]?: (event: Extract<RoomEvent, { type: T }>) => Signed } = {
  vote_cast: ({ poll, vote, role, reason }) => ({ kind: "vote", subject: poll, choice: vote, role, reason }),
  decision_made: ({ checkpoint, decision, reason }) => {
    return { kind: "decision", subject: checkpoint, choice: decision, reason };
  },
  decision_seconded: ({ checkpoint }) => ({ kind: "second", subject: checkpoint, choice: "signed", reason: "" }),
  decision_declined: ({ checkpoint, reason }) => ({ kind: "second", subject: checkpoint, choice: "declined", reason }),
  item_waived: ({ item, reason }) => ({ kind: "waiver", subject: item, choice: "waived", reason }),
  item_attested: ({ item, proof }) => ({ kind: "readiness", subject: item, choice: "confirmed", reason: proof.note }),
  ramp_decided: ({ option, reason }) => ({ kind: "ramp", subject: "ramp", choice: option, reason }),
  rollout_started: (event) => {
    return {
      kind: "start",
      subject: event.poll ?? "no poll",
      choice: startChoice(event),
      reason: event.override ?? "",
    };
  },
};

/** Types of the events that have a row of `sign_off`. */
export const SIGNED_TYPES: readonly string[] = Object.keys(SIGNED);

function signedIn<T extends RoomEvent["type"]>(event: Extract<RoomEvent, { type: T }>): Signed | null {
  return SIGNED[event.type]?.(event) ?? null;
}

function startChoice({ override }: Extract<RoomEvent, { type: "rollout_started" }>): string {
  return override === null ? "started" : "started without a GO";
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
