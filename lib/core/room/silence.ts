import { z } from "zod";
import type { EpochMs } from "../time.ts";
import type { Actor } from "./actor.ts";
import { lookUp } from "../look-up.ts";

/** Nobody is told of what is silenced; it is shown and logged all the same. */
export const silenceEvents = [
  z.object({
    type: z.literal("silence_begun"),
    silence: z.string(),
    rule: z.string(),
    /** Null: whatever the rule is about. */
    subject: z.string().nullable(),
    until: z.number(),
    reason: z.string(),
  }),
  z.object({ type: z.literal("silence_ended"), silence: z.string(), reason: z.string() }),
] as const;
type SilenceEvent = z.infer<(typeof silenceEvents)[number]>;

export type Silence = {
  readonly id: string;
  readonly rule: string;
  readonly subject: string | null;
  readonly from: EpochMs;
  /** It ends by itself. */
  readonly until: EpochMs;
  readonly reason: string;
  readonly by: Actor;
};
export type Silences = Readonly<Record<string, Silence>>;

export function applySilence(
  silences: Silences,
  event: SilenceEvent & { readonly at: EpochMs; readonly actor: Actor },
): Silences {
  const { at, actor: by } = event;
  if (event.type === "silence_begun") {
    const { silence: id, rule, subject, until, reason } = event;
    return { ...silences, [id]: { id, rule, subject, from: at, until, reason, by } };
  }
  const known = lookUp(silences, event.silence);
  return known ? { ...silences, [known.id]: { ...known, until: Math.min(known.until, at) } } : silences;
}

/** What silences this at `now`; null where nothing does. */
export function silenceOf(
  silences: Silences,
  about: { readonly rule: string; readonly subject: string | null },
  now: EpochMs,
): Silence | null {
  const holds = ({ rule, subject, from, until }: Silence): boolean =>
    rule === about.rule && (subject === null || subject === about.subject) && from <= now && now < until;
  return Object.values(silences).find(holds) ?? null;
}
