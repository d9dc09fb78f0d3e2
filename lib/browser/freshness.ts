import type { Health } from "#wire/frame";

/** `none` before the first frame; `past` in a replay, where nothing grows old. */
export type FreshnessLevel = "none" | "fresh" | "late" | "stale" | "past";
/** Whose fault it is. `link_down` and `link_slow` are ours; `clock_off` is a note, since ages use the server's clock. */
export type FreshnessCause = "waiting" | "link_down" | "link_slow" | "server_late" | "sampler_down" | "clock_off";

export type Freshness = {
  readonly level: FreshnessLevel;
  readonly cause: FreshnessCause | null;
  /** Real milliseconds since the server sent the newest frame; null before the first. */
  readonly ageMs: number | null;
  /** One sentence for a person; null when all is well. */
  readonly words: string | null;
};

/** In a replay. */
export const PAST: Freshness = { level: "past", cause: null, ageMs: null, words: null };

export type FreshnessInput = {
  /** This device's real clock. */
  readonly nowMs: number;
  /** Server clock minus this device's clock; null until measured. */
  readonly offsetMs: number | null;
  readonly link: "connecting" | "up" | "down";
  /** Why the link is down, in a sentence, where that is known. */
  readonly why?: string | null;
  readonly frame: {
    readonly sentAt: number;
    readonly everyMs: number;
    readonly receivedAt: number;
    readonly health: Pick<Health, "sampler">;
  } | null;
};

const FRESH_TICKS = 2;
const LATE_TICKS = 6;
/** A rehearsal's tick lasts a few hundredths of a second; a person and a network do not. */
const SHORTEST_STEP_MS = 1_000;
const CLOCK_TOLERANCE_MS = 5_000;

/** Fresh up to 2 ticks, late up to 6, stale beyond; and in words whose fault it is. */
export function freshness(input: FreshnessInput): Freshness {
  const { frame } = input;
  if (frame === null) {
    return input.link === "down"
      ? {
          level: "none",
          cause: "link_down",
          ageMs: null,
          words: downWords(input),
        }
      : { level: "none", cause: "waiting", ageMs: null, words: "Waiting for the first frame." };
  }
  const ageMs = Math.max(
    0,
    input.offsetMs === null ? input.nowMs - frame.receivedAt : input.nowMs + input.offsetMs - frame.sentAt,
  );
  const stepMs = Math.max(frame.everyMs, SHORTEST_STEP_MS);
  const level = ageMs <= FRESH_TICKS * stepMs ? "fresh" : ageMs <= LATE_TICKS * stepMs ? "late" : "stale";
  const cause = causeOf(input, level, stepMs);
  return { level, cause, ageMs, words: cause === null ? null : wordsFor(cause, input) };
}

function downWords({ why }: Pick<FreshnessInput, "why">): string {
  return `${why ?? "This display's link to Holdpoint is down."} Trying again.`;
}

function causeOf(input: FreshnessInput, level: FreshnessLevel, stepMs: number): FreshnessCause | null {
  const { frame } = input;
  if (frame === null) return "waiting";
  if (input.link === "down") return "link_down";
  if (level !== "fresh") return "server_late";
  if (!frame.health.sampler.alive) return "sampler_down";
  const travelMs = input.offsetMs === null ? 0 : frame.receivedAt + input.offsetMs - frame.sentAt;
  if (travelMs > FRESH_TICKS * stepMs) return "link_slow";
  if (input.offsetMs !== null && Math.abs(input.offsetMs) > CLOCK_TOLERANCE_MS) return "clock_off";
  return null;
}

function wordsFor(cause: FreshnessCause, { offsetMs, why }: FreshnessInput): string {
  switch (cause) {
    case "waiting":
      return "Waiting for the first frame.";
    case "link_down":
      return downWords(why === undefined ? {} : { why });
    case "link_slow":
      return "This display's link is slow: frames arrive late.";
    case "server_late":
      return "The link is up, but the server is late with its frames.";
    case "sampler_down":
      return "The sampler is down: nothing is being measured.";
    case "clock_off": {
      const seconds = Math.round(Math.abs(offsetMs ?? 0) / 1_000).toLocaleString("en-US");
      return `This display's clock is ${seconds} s ${(offsetMs ?? 0) > 0 ? "slow" : "fast"}. Times shown are the server's.`;
    }
    default:
      return cause satisfies never;
  }
}
