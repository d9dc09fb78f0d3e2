import type { Log } from "#engine/ports";

type About = Readonly<Record<string, unknown>>;
type Kind = { about: About; repeats: number };

const PERIOD_MS = 10_000;
/** Kinds told apart in one period; what comes beyond is told apart by its message alone. */
const MOST_KINDS = 200;
const LONGEST_KEY = 400;

/**
 * Warnings and errors of one kind, alike but for their numbers, make one line at once and at most one more per period, with
 * how often they came meanwhile as `repeats`: a database that is away for minutes fills no disk.
 */
export function sparingLog(log: Log, periodMs = PERIOD_MS): Log {
  const sparing = (write: Log["warn"]): Log["warn"] => {
    const kinds = new Map<string, Kind>();
    const endPeriod = (key: string, message: string): void => {
      const kind = kinds.get(key);
      if (!kind || kind.repeats === 0) return void kinds.delete(key);
      write({ ...kind.about, repeats: kind.repeats }, message);
      kind.repeats = 0;
      later(key, message);
    };
    const later = (key: string, message: string): void =>
      void setTimeout(() => endPeriod(key, message), periodMs).unref();
    return (about, message) => {
      const exact = keyOf(about, message);
      const key = kinds.has(exact) || kinds.size < MOST_KINDS ? exact : message;
      const known = kinds.get(key);
      if (known) return void Object.assign(known, { about, repeats: known.repeats + 1 });
      kinds.set(key, { about, repeats: 0 });
      write(about, message);
      later(key, message);
    };
  };
  return { info: log.info, warn: sparing(log.warn), error: sparing(log.error) };
}

function keyOf(about: About, message: string): string {
  const text = Object.entries(about).map(([name, value]) => `${name}=${String(value)}`);
  return `${message} ${text.join(" ")}`.slice(0, LONGEST_KEY).replace(/\d+/g, "#");
}
