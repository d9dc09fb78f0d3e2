/** What one input did that nothing may do. */
export type Failure = {
  readonly door: string;
  readonly what: string;
  /** The input, cut to what a person can read. */
  readonly input: string;
};

export type Tally = {
  count(door: string): void;
  fail(door: string, what: string, input: unknown): void;
  failures(): readonly Failure[];
  inputs(): number;
  /** Inputs by door, most first. */
  doors(): readonly (readonly [door: string, inputs: number])[];
};

const MOST_FAILURES = 500;
const MOST_SHOWN = 600;

export function tally(): Tally {
  const counts = new Map<string, number>();
  const failures: Failure[] = [];
  return {
    count: (door) => void counts.set(door, (counts.get(door) ?? 0) + 1),
    fail: (door, what, input) => {
      if (failures.length < MOST_FAILURES) failures.push({ door, what, input: shown(input) });
    },
    failures: () => failures,
    inputs: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    doors: () => [...counts.entries()].sort(([, a], [, b]) => b - a),
  };
}

function shown(input: unknown): string {
  const text = typeof input === "string" ? input : (JSON.stringify(input) ?? String(input));
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}… (${text.length} characters)`;
}
