import type { z } from "zod";
import type { Outcome } from "#core/outcome";
import type { AccountRole } from "#core/room/actor";
import type { Decide, Deciding } from "#core/room/deciding";
import type { Room } from "#core/room/room";
import type { RoomEvent } from "#core/room/room-event";
import type { secondFactorFault } from "#core/security/second-factor-fault";

type Signed = Exclude<Parameters<typeof secondFactorFault>[0], "decision">;

/**
 * One way to change the room: what is read, who may, and what it does. `stepUp`: the password must have been given within the
 * last 15 minutes. `signs`: what the configuration may ask a second factor for. The verb is the address: `POST /api/v1/commands/<verb>`.
 */
export type Command = {
  readonly summary: string;
  readonly input: z.ZodType;
  readonly roles: readonly AccountRole[];
  readonly stepUp: boolean;
  /** Of an input that `input` has parsed; null where it signs nothing. */
  readonly signs: (input: unknown) => Signed | null;
  /** It rests on the pre-flight items as they are now: what turned since the last tick is logged before it is decided. */
  readonly looksFirst: boolean;
  /** That it changes nothing means that its own words stand there already. */
  readonly mayRepeat: boolean;
  /** As `Decide`, of an input that `input` has parsed. */
  readonly decide: (input: unknown) => (room: Room, about: Deciding) => Outcome<readonly RoomEvent[]>;
};

type Row<S extends z.ZodType> = {
  readonly summary: string;
  readonly input: S;
  readonly roles: readonly AccountRole[];
  readonly stepUp?: true;
  readonly signs?: (input: z.infer<S>) => Signed | null;
  readonly looksFirst?: true;
  readonly mayRepeat?: true;
  readonly decide: Decide<z.infer<S>>;
};

/** Ties the input's type to its schema, so that the table can hold commands of every kind. */
export function row<S extends z.ZodType>({
  summary,
  input,
  roles,
  stepUp,
  signs,
  looksFirst,
  mayRepeat,
  decide,
}: Row<S>): Command {
  return {
    summary,
    input,
    roles,
    stepUp: stepUp ?? false,
    signs: (parsed) => signs?.(parsed as z.infer<S>) ?? null,
    looksFirst: looksFirst ?? false,
    mayRepeat: mayRepeat ?? false,
    // guaranteed by the one caller, which parses with `input` first
    decide: (parsed) => (room, about) => decide(room, parsed as z.infer<S>, about),
  };
}
