import fc from "fast-check";
import type { z } from "zod";
import type { EpochMs } from "#core/time";
import type { pushedSampleSchema } from "#wire/push";
import type { ApiClient } from "./api-client.ts";
import { hostileValue, spoiled } from "./hostile.ts";
import { inParallel } from "./in-parallel.ts";
import type { Sending } from "./sending.ts";
import type { Tally } from "./tally.ts";

const DOOR = "POST /api/v1/samples with a key";

/** The pushed target and the key that the fuzzed program is started with. */
export type Pushing = { readonly target: string; readonly key: string };

type Written = z.input<typeof pushedSampleSchema>;
type Counted = Omit<Written, "target" | "at">;

const figures = fc.oneof(
  fc.double({ min: 0, max: 3_600_000, noNaN: true }),
  fc.constantFrom(0, 5e-324, 0.1, 3_600_000),
);
const gauges = fc.dictionary(
  fc.stringMatching(/^[a-z][a-z0-9_-]{0,12}$/),
  fc.double({ min: -1e15, max: 1e15, noNaN: true }),
  {
    maxKeys: 4,
  },
);

/** Samples that hold, many of them at the very bounds of what is taken. */
const rightCounts: fc.Arbitrary<Counted> = fc.oneof(
  fc
    .tuple(fc.nat({ max: 1e8 }), fc.nat({ max: 1e8 }), fc.constantFrom(true, false, null), gauges)
    .map(([a, b, up, read]) => ({ requests: Math.max(a, b), errors: Math.min(a, b), up, gauges: read })),
  fc.array(figures, { maxLength: 40 }).map((latenciesMs) => ({ requests: latenciesMs.length, errors: 0, latenciesMs })),
  fc
    .uniqueArray(fc.integer({ min: 1, max: 3_600_000 }), { minLength: 1, maxLength: 12 })
    .map((bounds) => bounds.sort((a, b) => a - b))
    .chain((boundsMs) =>
      fc
        .array(fc.nat({ max: Math.floor(1e8 / 14) }), {
          minLength: boundsMs.length + 1,
          maxLength: boundsMs.length + 1,
        })
        .map((counts) => ({
          ...{ requests: 1e8, errors: 0 },
          histogram: { boundsMs, counts },
        })),
    ),
);

/** Batches for ticks around `now`: right, wrong in one place, or anything. */
function batches({ target }: Pushing, now: EpochMs): fc.Arbitrary<unknown> {
  const at = fc.integer({ min: -7_200, max: 30 }).map((seconds) => new Date(now + seconds * 1_000).toISOString());
  const sample = fc.tuple(rightCounts, at).map(([counted, when]) => ({ target, at: when, ...counted }));
  const right = fc.array(sample, { minLength: 1, maxLength: 6 }).map((samples) => ({ samples }));
  return fc.oneof(
    { weight: 5, arbitrary: right },
    { weight: 5, arbitrary: right.chain(spoiled) },
    { weight: 1, arbitrary: hostileValue },
  );
}

/** Pushes `count` batches with a key that holds. */
export async function fuzzPush(
  about: Sending & { readonly api: ApiClient; readonly pushing: Pushing; readonly now: EpochMs },
  tally: Tally,
): Promise<void> {
  const { api, pushing, now, seed, count, atOnce, isOver } = about;
  const headers = { "content-type": "application/json", authorization: `Bearer ${pushing.key}` };
  const all = fc.sample(batches(pushing, now), { seed, numRuns: count });
  const taken = { some: false };
  await inParallel(all, atOnce, async (batch) => {
    if (isOver()) return;
    const body = JSON.stringify(batch) ?? "null";
    const { status } = await api.send(DOOR, { method: "POST", path: "/api/v1/samples", headers, body });
    taken.some ||= status === 202;
  });
  if (count >= 20 && !taken.some && !isOver())
    tally.fail(DOOR, "no batch was taken, so nothing behind the door was tried", "");
}
