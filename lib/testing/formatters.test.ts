import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as clock from "#browser/format-time";
import * as figures from "#browser/format-value";
import { numberText } from "#browser/read-number";
import { momentText } from "#browser/replay-address";
import { utcInputText } from "#browser/utc-input";
import { unitSchema } from "#core/measure/metric";
import { outsideLife } from "#core/bounds";
import { isoText, utcText } from "#core/iso-text";
import { budgetSentence } from "#core/measure/error-budget";
import { formatCount, formatValue, formatWritten } from "#core/measure/format";
import { dateOf, durationText } from "#core/plan/when";
import { afterT0, rangeWords, stamp, stampT } from "#core/report/dates";
import { countedWords } from "#core/room/incident";
import { impactValue } from "#core/sprint/impact";
import { dayCount, slackWords } from "#core/sprint/slack-words";
import { lastDay } from "#core/sprint/sprint-now";
import { durationWords, momentWordsFrom } from "#core/time-words";
import { percentText } from "#core/traffic/split";
import { aPlan } from "./a-plan.ts";
import { testSeed } from "./test-seed.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Numbers as sums, quotients and stored rows bring them, not as a door would take them. */
const numbers = fc.oneof(
  fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, 5e-324, 1e-320, 0.1 + 0.2, 0.5, 1, 1e21, 1e308, Number.MAX_VALUE),
  fc.constantFrom(2 ** 31, 2 ** 53, 8.64e15, 8.64e15 + 1, -8.64e15, -62_167_219_200_001, 253_402_300_800_000),
  fc.double(),
  fc.integer(),
  fc.date({ min: new Date("2025-01-01"), max: new Date("2027-01-01"), noInvalidDate: true }).map(Number),
);
const units = fc.constantFrom(...unitSchema.options);

type Words = (a: number, b: number, unit: string) => string | null | undefined;

const FORMATTERS: Readonly<Record<string, Words>> = {
  formatValue: (a, b, unit) => formatValue(a, unit, b),
  formatWritten: (a, _b, unit) => formatWritten(a, unit),
  formatCount,
  percentText,
  durationWords,
  momentWordsFrom,
  durationText,
  dateOf,
  isoText: (a) => isoText(a, "millisecond"),
  utcText: (a) => utcText(a, "second"),
  stamp,
  afterT0,
  stampT,
  rangeWords: (from, to) => rangeWords({ from, to }),
  outsideLife,
  lastDay,
  dayCount,
  slackWords: (slackMs) => slackWords({ slackMs, critical: true }),
  impactValue: (a) => impactValue(aPlan(), "no-measure", a),
  countedWords: (from, to) => countedWords([], { from, to }),
  budgetSentence: (a, b) =>
    budgetSentence(
      {
        allowedMs: a,
        usedMs: b,
        remainingShare: a,
        elapsedShare: b,
        coverage: a,
        burnRate: b,
        outlook: { kind: "gone_at", at: b },
      },
      a,
    ),
  offsetWords: clock.offsetWords,
  plannedOffsetWords: clock.plannedOffsetWords,
  durationFigures: clock.durationFigures,
  ageWords: clock.ageWords,
  dateWords: clock.dateWords,
  machineText: clock.machineText,
  momentIn: (a) => Object.values(clock.momentIn(a, "Pacific/Kiritimati")).join(" "),
  valueWords: (a, _b, unit) => figures.valueWords(a, unit),
  countWords: figures.countWords,
  coverageWords: figures.coverageWords,
  tickFigures: (a, _b, unit) => figures.tickFigures(a, unit),
  numberText,
  momentText,
  utcInputText,
  deviationWords: (a, _b, unit) => figures.deviationWords(a, unit),
  tickWords: (a) => clock.tickWords(a, "month"),
};

/** They write their numbers with those above, or none at all. */
const WRITES_NONE_ITSELF: ReadonlySet<string> = new Set([
  ...["alertSentence", "comparisonSentence", "launchSentence", "trafficSentence", "stateSentence", "showValue"],
  ...["impactFault", "nobodyWords", "statusForValue", "takesWords", "logPath"],
]);

const BROKEN = /NaN|Infinity|undefined|Invalid|null|\[object/;

test.each(Object.entries(FORMATTERS))("far-due: %s writes words for every number", (_name, words) => {
  fc.assert(
    fc.property(numbers, numbers, units, (a, b, unit) => {
      const text = words(a, b, unit);
      if (text !== null && text !== undefined) expect(text).not.toMatch(BROKEN);
    }),
    { numRuns: 400, seed: testSeed() },
  );
});

const EXPORTED = /^export function (\w+)\(([^)]*)\): (?:string|ShownValue|Moment)\b[^{]*\{/gm;
const TAKES_NUMBER = /:\s*(?:number|EpochMs|Range|ErrorBudget|Pick<TaskNow)/;

function sources(folder: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/\.(test|contract)\.ts$/.test(name))
    .map((name) => path.join(ROOT, folder, name));
}

test("every exported function that makes a text of a number is among them", () => {
  const found = ["lib/core", "lib/browser", "components"]
    .flatMap(sources)
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(EXPORTED)])
    .flatMap(([, name = "", parameters = ""]) => (TAKES_NUMBER.test(parameters) ? [name] : []));
  expect(found.length).toBeGreaterThan(25);
  expect(found.filter((name) => !(name in FORMATTERS) && !WRITES_NONE_ITSELF.has(name))).toEqual([]);
});
