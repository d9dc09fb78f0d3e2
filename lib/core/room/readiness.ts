import { z } from "zod";
import type { Plan } from "../plan/plan.ts";
import type { EpochMs } from "../time.ts";
import type { Actor } from "./actor.ts";
import { put } from "./record.ts";

const item = z.string();
/** What a person shows for a claim: a sentence, a link, or both. */
export const proofSchema = z.object({ note: z.string(), link: z.string().nullable() });
export type Proof = z.infer<typeof proofSchema>;

/** The pre-flight list: what the machine found, what people showed, and what they let pass. */
export const readinessEvents = [
  /** An automatic item turned: Holdpoint logs the change, not every look. */
  z.object({ type: z.literal("item_checked"), item, ok: z.boolean(), sentence: z.string() }),
  z.object({ type: z.literal("item_attested"), item, proof: proofSchema }),
  z.object({ type: z.literal("item_withdrawn"), item, reason: z.string() }),
  z.object({ type: z.literal("item_waived"), item, reason: z.string(), until: z.number() }),
  z.object({ type: z.literal("channel_tested"), channel: z.string(), ok: z.boolean(), note: z.string() }),
] as const;
type ReadinessEvent = z.infer<(typeof readinessEvents)[number]>;

type Checked = { readonly ok: boolean; readonly sentence: string; readonly at: EpochMs };
type Attested = { readonly proof: Proof; readonly by: Actor; readonly at: EpochMs };
type Waived = { readonly reason: string; readonly until: EpochMs; readonly by: Actor; readonly at: EpochMs };
type ChannelTest = { readonly ok: boolean; readonly note: string; readonly by: Actor; readonly at: EpochMs };

export type Readiness = {
  readonly checked: Readonly<Record<string, Checked>>;
  readonly attested: Readonly<Record<string, Attested>>;
  readonly waived: Readonly<Record<string, Waived>>;
  /** The newest test of each channel. */
  readonly channels: Readonly<Record<string, ChannelTest>>;
};

export const EMPTY_READINESS: Readiness = { checked: {}, attested: {}, waived: {}, channels: {} };

export function applyReadiness(
  readiness: Readiness,
  event: ReadinessEvent & { readonly at: EpochMs; readonly actor: Actor },
): Readiness {
  const { at, actor: by } = event;
  switch (event.type) {
    case "item_checked": {
      const checked = { ok: event.ok, sentence: event.sentence, at };
      return { ...readiness, checked: { ...readiness.checked, [event.item]: checked } };
    }
    case "item_attested":
      return { ...readiness, attested: { ...readiness.attested, [event.item]: { proof: event.proof, by, at } } };
    case "item_withdrawn":
      return {
        ...readiness,
        attested: put(readiness.attested, event.item, null),
        waived: put(readiness.waived, event.item, null),
      };
    case "item_waived": {
      const waived = { reason: event.reason, until: event.until, by, at };
      return { ...readiness, waived: { ...readiness.waived, [event.item]: waived } };
    }
    case "channel_tested": {
      const test = { ok: event.ok, note: event.note, by, at };
      return { ...readiness, channels: { ...readiness.channels, [event.channel]: test } };
    }
    default:
      return event satisfies never;
  }
}

/** `met`: proven or shown; `waived`: let pass until a moment; `open`: not yet; `failing`: the machine says no. */
export type ItemState = "met" | "waived" | "open" | "failing";
export type ItemStanding = {
  readonly id: string;
  readonly label: string;
  readonly owner: string;
  readonly kind: "automatic" | "manual";
  readonly state: ItemState;
  /** One sentence: what was found, who showed it, or what is still to be done. */
  readonly sentence: string;
  /** When that was; null while nobody has looked. */
  readonly since: EpochMs | null;
};

/** Every item of the plan as it stands at `now`, in the plan's order. A waiver that ran out waives nothing. */
export function standings(plan: Plan, readiness: Readiness, now: EpochMs): readonly ItemStanding[] {
  return plan.preflight.map((wanted): ItemStanding => {
    const { id, label, owner, kind } = wanted;
    const proven = provenState(readiness, wanted);
    const waiver = readiness.waived[id];
    if (proven.state === "met" || !waiver || waiver.until <= now) return { id, label, owner, kind, ...proven };
    return { id, label, owner, kind, state: "waived", sentence: waiver.reason, since: waiver.at };
  });
}

function provenState(
  readiness: Readiness,
  wanted: Plan["preflight"][number],
): Pick<ItemStanding, "state" | "sentence" | "since"> {
  if (wanted.kind === "automatic") {
    const checked = readiness.checked[wanted.id];
    if (!checked) return { state: "open", sentence: "Not looked at yet.", since: null };
    return { state: checked.ok ? "met" : "failing", sentence: checked.sentence, since: checked.at };
  }
  const attested = readiness.attested[wanted.id];
  if (!attested) return { state: "open", sentence: `Wanted: ${wanted.evidence ?? "a note or a link"}.`, since: null };
  return { state: "met", sentence: attested.proof.note || "See the link.", since: attested.at };
}

export function isReady({ state }: Pick<ItemStanding, "state">): boolean {
  return state === "met" || state === "waived";
}

/** Whether the item is the poll itself: it cannot be ready before the leads are asked, so that no count of the list holds it. */
function isPoll(plan: Pick<Plan, "preflight">, id: string): boolean {
  return plan.preflight.some((item) => item.id === id && item.kind === "automatic" && item.check === "poll_is_go");
}

export type ReadinessCount = {
  /** The list but for the poll: what the leads are shown when they vote. */
  readonly items: readonly ItemStanding[];
  readonly ready: number;
  /** Of those that are ready. */
  readonly waived: number;
  /** Null where the list does not hold the poll. */
  readonly isPollReady: boolean | null;
};

/** How much of the pre-flight list is ready, counted in the same way wherever it is said. */
export function readinessCount(plan: Pick<Plan, "preflight">, all: readonly ItemStanding[]): ReadinessCount {
  const items = all.filter(({ id }) => !isPoll(plan, id));
  const polls = all.filter(({ id }) => isPoll(plan, id));
  return {
    items,
    ready: items.filter(isReady).length,
    waived: items.filter(({ state }) => state === "waived").length,
    isPollReady: polls.length === 0 ? null : polls.every(isReady),
  };
}
