import { Pool } from "undici";
import type { ClockSetting } from "#engine/ports";
import { chanceFrom, seedFor, type Chance } from "../chance.ts";
import { readClock } from "../clock-reading.ts";
import { learnerId, loadAt, SEGMENTS, STORY, type Segment } from "../story.ts";

const BEAT_MS = 20;
const CONNECTIONS = 64;
const TIMEOUT_MS = 3_000;
/** Requests on their way at most; what is due beyond is not sent. */
const MOST_OPEN = 400;
/** A process that slept does not make up for more than this. */
const MOST_OWED = 50;

export type LoadOptions = { readonly origin: string; readonly seed: number; readonly clock: ClockSetting };
export type Load = { setClock(setting: ClockSetting): void; close(): Promise<void> };

/** Real requests, `loadAt` a second: segments in turn, of each every learner once a round in an order that the seed decides. */
export function startLoad({ origin, seed, clock }: LoadOptions): Load {
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const chance = chanceFrom(seedFor(seed, "load"));
  const next = learnersInTurn(chance);
  const state = { clock, open: 0, owed: 0, at: performance.now() };

  const visit = async (learner: string): Promise<void> => {
    state.open += 1;
    try {
      const reply = await pool.request({
        method: "POST",
        path: `/analyze?learner=${learner}`,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await reply.body.dump();
    } catch {
      // a client that gets no answer goes away; the analyzer's record knows of it
    } finally {
      state.open -= 1;
    }
  };
  const beat = setInterval(() => {
    const now = performance.now();
    const due = ((now - state.at) / 1_000) * loadAt(readClock(state.clock, Date.now()));
    state.owed = Math.min(MOST_OWED, state.owed + due);
    state.at = now;
    for (; state.owed >= 1; state.owed -= 1) if (state.open < MOST_OPEN) void visit(next());
  }, BEAT_MS);

  return {
    setClock: (setting) => {
      state.clock = setting;
    },
    close: async () => {
      clearInterval(beat);
      await pool.destroy();
    },
  };
}

function learnersInTurn(chance: Chance): () => string {
  const rounds = SEGMENTS.map((segment) => ({ segment, learners: [] as string[] }));
  const state = { turn: 0 };
  return () => {
    const round = rounds[state.turn++ % rounds.length];
    if (!round) return "";
    if (round.learners.length === 0) round.learners = shuffledLearners(round.segment, chance);
    return round.learners.pop() ?? "";
  };
}

/** Fisher and Yates. */
function shuffledLearners(segment: Segment, chance: Chance): string[] {
  const all = Array.from({ length: STORY.learnersPerSegment[segment] }, (_, number) => learnerId(segment, number));
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = Math.floor(chance() * (i + 1));
    [all[i], all[j]] = [all[j] ?? "", all[i] ?? ""];
  }
  return all;
}
