import { Pool } from "undici";
import { chanceFrom, seedFor, type Chance } from "../chance.ts";
import { learnerId, SEGMENTS, STORY } from "../story.ts";

const BEAT_MS = 20;
const CONNECTIONS = 64;
const TIMEOUT_MS = 3_000;
/** Requests on their way at most; what is due beyond is not sent. */
const MOST_OPEN = 400;
/** The first round is faster, so that a full house is there soon. */
const FIRST_ROUND_FACTOR = 4;

export type Load = { sent(): number; close(): Promise<void> };

/** Real requests at a steady rate in real time: every learner once a round, in an order that the seed decides. */
export function startLoad({ origin, seed }: { readonly origin: string; readonly seed: number }): Load {
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const chance = chanceFrom(seedFor(seed, "load"));
  const state = { round: everyLearner(chance), next: 0, rounds: 0, open: 0, sent: 0, owed: 0, at: performance.now() };

  const visit = async (learner: string): Promise<void> => {
    state.open += 1;
    state.sent += 1;
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
  const nextLearner = (): string => {
    if (state.next >= state.round.length) {
      state.round = everyLearner(chance);
      state.next = 0;
      state.rounds += 1;
    }
    return state.round[state.next++] ?? "";
  };
  const beat = setInterval(() => {
    const now = performance.now();
    const factor = state.rounds === 0 ? FIRST_ROUND_FACTOR : 1;
    state.owed += ((now - state.at) / 1_000) * STORY.requestsPerSecond * factor;
    state.at = now;
    for (; state.owed >= 1; state.owed -= 1) if (state.open < MOST_OPEN) void visit(nextLearner());
  }, BEAT_MS);

  return {
    sent: () => state.sent,
    close: async () => {
      clearInterval(beat);
      await pool.destroy();
    },
  };
}

/** Fisher and Yates. */
function everyLearner(chance: Chance): readonly string[] {
  const all = SEGMENTS.flatMap((segment) =>
    Array.from({ length: STORY.learnersPerSegment[segment] }, (_, number) => learnerId(segment, number)),
  );
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = Math.floor(chance() * (i + 1));
    [all[i], all[j]] = [all[j] ?? "", all[i] ?? ""];
  }
  return all;
}
