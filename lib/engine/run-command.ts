import { archivedRefusal } from "#core/room/commands/archive-commands";
import { PLAIN_WORDS } from "#core/plain-issues";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { Deciding } from "#core/room/deciding";
import { secondFactorFault } from "#core/security/second-factor-fault";
import type { CommandAnswer } from "#wire/command";
import { commandOf } from "./commands.ts";
import type { Command } from "./command-row.ts";
import type { Change } from "./decide-changes.ts";
import type { EventLog, Receipt, Sent } from "./ports.ts";
import type { RoomKeeper } from "./room-keeper.ts";

export type RunParts = {
  readonly rollout: string;
  readonly keeper: RoomKeeper;
  readonly log: Pick<EventLog, "receipt" | "eventsAfter">;
  /** Everything a decision rests on beside the room and its actor. */
  readonly about: () => Promise<Omit<Deciding, "actor" | "confirmed" | "secondFactor" | "now" | "t0">>;
  readonly t0: () => number;
  /** Logs what turned since the last tick, as Holdpoint. */
  readonly look: () => Promise<void>;
};

/** Parses, authorises, decides, appends and publishes: the only way in which a person changes the room. */
export async function runCommand(parts: RunParts, sent: Sent): Promise<Outcome<CommandAnswer>> {
  const command = commandOf(sent.verb);
  if (!command) return refuse("not_found", `There is no command "${sent.verb}".`);
  if (!command.roles.includes(sent.actor.role))
    return refuse("forbidden", `Your role, ${sent.actor.role}, may not do this: ${command.summary.toLowerCase()}.`);
  const parsed = command.input.safeParse(sent.input, PLAIN_WORDS);
  if (!parsed.success) return refusalOf(parsed.error.issues);
  const receipt = sent.key === null ? null : receiptOf(sent, sent.key);
  const before = receipt && (await parts.log.receipt(parts.rollout, receipt.account, receipt.key));
  if (before) return answerAgain(parts, before, sent);
  const { actor, confirmed, secondFactor = "none", votesNeedSecondFactor = false } = sent;
  const signed = command.signs(parsed.data);
  const noFactor = signed && secondFactorFault(signed, votesNeedSecondFactor, secondFactor);
  if (noFactor !== null) return refuse("forbidden", noFactor);
  if (command.stepUp && !sent.confirmed) return refuse("confirm", "This asks for your password again.");
  if (command.looksFirst) await parts.look();
  const about = await parts.about();
  const decide = command.mayRepeat ? command.decide(parsed.data) : keepingWords(command, parsed.data);
  const change: Change = {
    actor,
    receipt,
    decide: (room, now) =>
      archivedRefusal(room) ??
      decide(room, { ...about, actor, confirmed, secondFactor, votesNeedSecondFactor, now, t0: parts.t0() }),
  };
  const changed = await parts.keeper.change(change).catch((error: unknown) => firstOf(parts, receipt, error));
  if (!("ok" in changed)) return answerAgain(parts, changed, sent);
  if (!changed.ok) {
    // what it asks for may be refused because the same command, sent before, has just done it
    const first = receipt && (await parts.log.receipt(parts.rollout, receipt.account, receipt.key));
    return first ? answerAgain(parts, first, sent) : changed;
  }
  return accept({ seq: parts.keeper.room().seq, events: [...changed.value] });
}

/** Fields in which people say something in their own words. */
const WORDS = ["note", "reason"];

/** Who comes second with the same thing is told so, where the words that came with it would be lost without a sign. */
function keepingWords(command: Command, input: unknown): ReturnType<Command["decide"]> {
  const decide = command.decide(input);
  const said = Object.entries(input ?? {}).some(([key, value]) => WORDS.includes(key) && value !== "");
  return (room, about) => {
    const decided = decide(room, about);
    return said && decided.ok && decided.value.length === 0 ? refuse("conflict", DONE_BEFORE) : decided;
  };
}
const DONE_BEFORE = "This was done already, a moment ago perhaps, so your words were not kept: add them as a note.";

function receiptOf({ verb, digest, actor }: Sent, key: string): Omit<Receipt, "events"> {
  return { key, account: actor.id, verb, digest };
}

/** The same command was on its way already, and its receipt has refused this one; any other error is thrown on. */
async function firstOf(parts: RunParts, receipt: Omit<Receipt, "events"> | null, error: unknown): Promise<Receipt> {
  const first = receipt && (await parts.log.receipt(parts.rollout, receipt.account, receipt.key));
  if (!first) throw error;
  return first;
}

async function answerAgain(parts: RunParts, receipt: Receipt, sent: Sent): Promise<Outcome<CommandAnswer>> {
  if (receipt.verb !== sent.verb || receipt.digest !== sent.digest)
    return refuse("conflict", "This Idempotency-Key was used for another command: make a new one.");
  if (!receipt.events) return accept({ seq: parts.keeper.room().seq, events: [] });
  const [from, to] = receipt.events;
  const events = await parts.log.eventsAfter(parts.rollout, from - 1, to - from + 1);
  return accept({ seq: Math.max(to, parts.keeper.room().seq), events: [...events] });
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

function refusalOf(issues: readonly Issue[]): Outcome<never> {
  const places = issues.slice(0, 50).map(({ path, message }) => ({ path: path.map(String).join("."), message }));
  const [first] = places;
  return refuse("invalid", first ? `${first.path || "input"}: ${first.message}` : "The input is not valid.", places);
}
