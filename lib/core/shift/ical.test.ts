import fc from "fast-check";
import ICAL from "ical.js";
import { expect, test } from "vitest";
import { PLAN_T0 } from "#testing/a-room";
import { aShiftPlace } from "#testing/a-shift-room";
import { HOUR_MS, MINUTE_MS } from "../time.ts";
import { calendarOf } from "./calendar.ts";
import { icalText, type CalendarEntry } from "./ical.ts";

/** What a calendar program makes of it. */
function read(text: string): readonly CalendarEntry[] {
  return new ICAL.Component(ICAL.parse(text) as never).getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      title: event.summary,
      description: event.description ?? "",
      from: event.startDate.toJSDate().getTime(),
      to: event.endDate.toJSDate().getTime(),
    };
  });
}

const written = (entries: readonly CalendarEntry[]): string =>
  icalText({ name: "On call", entries, sequence: 2, writtenAt: PLAN_T0 });

const text = fc.string({ unit: "binary", maxLength: 200 }).map((each) =>
  each
    .replaceAll(/[^\P{C}\n]/gu, "")
    .replaceAll(/\s+\n|\n\s+/g, "\n")
    .trim(),
);
const entry = fc
  .record({ uid: fc.uuid(), title: text, description: text, at: fc.integer({ min: 0, max: 4e9 }), span: fc.nat(1e6) })
  .map(({ at, span, ...words }) => ({ ...words, from: at * 1_000, to: (at + span) * 1_000 }));

test("another program reads what was written, whatever the words", () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
      expect(read(written(entries))).toEqual(entries);
    }),
  );
});

test("no line is longer than 75 octets, and each ends with CRLF", () => {
  fc.assert(
    fc.property(entry, (one) => {
      const lines = written([one]).split("\r\n");
      expect(lines.pop()).toBe("");
      for (const line of lines) {
        expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        expect(line).not.toMatch(/[\r\n]/);
      }
    }),
  );
});

test("a role's calendar holds its shifts from when its crew is to be there, and moves with T0 under the same names", () => {
  const of = (t0: number): readonly CalendarEntry[] =>
    calendarOf({ ...aShiftPlace([], t0), rollout: "r1" }, "product-lead").filter(({ uid }) => uid.startsWith("shift-"));
  const [day, ...others] = of(PLAN_T0);
  expect(others).toEqual([]);
  expect(day).toEqual({
    uid: "shift-day@r1.holdpoint",
    title: "The day (lead)",
    description: "Product lead leads: Noor Haddad.\nCrew B\nBe here 30 minutes before it takes over.\nWatch",
    from: PLAN_T0 + 12 * HOUR_MS - 30 * MINUTE_MS,
    to: PLAN_T0 + 24 * HOUR_MS,
  });
  expect(of(PLAN_T0 + HOUR_MS)).toEqual([{ ...day, from: (day?.from ?? 0) + HOUR_MS, to: (day?.to ?? 0) + HOUR_MS }]);
});

test("a role without a vote has the gates of its own shifts, one with a vote all of them", () => {
  const gates = (role: string): number =>
    calendarOf({ ...aShiftPlace(), rollout: "r1" }, role).filter(({ title }) => title.startsWith("Gate: ")).length;
  expect([gates("product-lead"), gates("on-call"), gates("nobody")]).toEqual([2, 2, 0]);
});
