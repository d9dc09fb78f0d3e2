/** What one input did that nothing may do. */
export type Failure = {
  readonly door: string;
  readonly what: string;
  /** The input, cut to what a person can read. */
  readonly input: string;
};

/** How an input was answered: taken, refused for what it is, or refused because of a budget (429, or 503 that says when to come again). */
export type Fate = "taken" | "refused" | "over-budget" | "shed";
export type DoorCounts = Readonly<Record<Fate | "inputs", number>>;

export type Tally = {
  /** Counts an input, before it is known what comes of it. */
  count(door: string): void;
  answered(door: string, fate: Fate): void;
  fail(door: string, what: string, input: unknown): void;
  /** Notes an input that took too long among many others; `again` sends it once more and answers how long it took, in ms. */
  slow(door: string, again: () => Promise<number>, input: unknown): void;
  /** Sends what was slow again, alone: what is slow then, is a failure. */
  settleSlow(): Promise<void>;
  /** How many were slow among many, and not alone. */
  slowOnce(): number;
  failures(): readonly Failure[];
  inputs(): number;
  /** Of all doors together. */
  sums(): DoorCounts;
  /** By door, most inputs first. */
  doors(): readonly (readonly [door: string, counts: DoorCounts])[];
};

/** Nothing may take longer. */
export const HANG_MS = 3_000;
const MOST_FAILURES = 500;
const MOST_SHOWN = 600;
const NONE: DoorCounts = { inputs: 0, taken: 0, refused: 0, "over-budget": 0, shed: 0 };

export function tally(): Tally {
  const counts = new Map<string, DoorCounts>();
  const failures: Failure[] = [];
  const waiting: { readonly door: string; readonly again: () => Promise<number>; readonly input: unknown }[] = [];
  const known = { slowOnce: 0 };
  const fail: Tally["fail"] = (door, what, input) => {
    if (failures.length < MOST_FAILURES) failures.push({ door, what, input: shown(input) });
  };
  const add = (door: string, what: keyof DoorCounts): void => {
    const before = counts.get(door) ?? NONE;
    counts.set(door, { ...before, [what]: before[what] + 1 });
  };
  const sums = (): DoorCounts =>
    [...counts.values()].reduce(
      (sum, one) => ({
        inputs: sum.inputs + one.inputs,
        taken: sum.taken + one.taken,
        refused: sum.refused + one.refused,
        "over-budget": sum["over-budget"] + one["over-budget"],
        shed: sum.shed + one.shed,
      }),
      NONE,
    );
  return {
    count: (door) => add(door, "inputs"),
    answered: add,
    fail,
    slow: (door, again, input) => void waiting.push({ door, again, input }),
    settleSlow: async () => {
      for (const { door, again, input } of waiting.splice(0)) {
        const tookMs = await again();
        if (tookMs > HANG_MS) fail(door, `took ${tookMs} ms, and alone again`, input);
        else known.slowOnce += 1;
      }
    },
    slowOnce: () => known.slowOnce,
    failures: () => failures,
    inputs: () => sums().inputs,
    sums,
    doors: () => [...counts.entries()].sort(([, a], [, b]) => b.inputs - a.inputs),
  };
}

function shown(input: unknown): string {
  const text = typeof input === "string" ? input : (JSON.stringify(input) ?? String(input));
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}… (${text.length} characters)`;
}
