import { isoText } from "../iso-text.ts";
import type { EpochMs } from "../time.ts";

export type CalendarEntry = {
  /** The same for the same thing, however often it moves. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly from: EpochMs;
  /** Equal to `from` for a moment. */
  readonly to: EpochMs;
};

export type Calendar = {
  readonly name: string;
  readonly entries: readonly CalendarEntry[];
  /** How often T0 has moved: a program takes the entry with the higher number. */
  readonly sequence: number;
  readonly writtenAt: EpochMs;
};

const MOST_OCTETS = 75;

/** The calendar as RFC 5545 wants it: UTC, escaped, lines folded at 75 octets and ended by CRLF. Pure. */
export function icalText({ name, entries, sequence, writtenAt }: Calendar): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Holdpoint//Schedule//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
    "X-PUBLISHED-TTL:PT15M",
    ...entries.flatMap((entry) => entryLines(entry, { sequence, writtenAt })),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function entryLines(
  { uid, title, description, from, to }: CalendarEntry,
  { sequence, writtenAt }: Pick<Calendar, "sequence" | "writtenAt">,
): readonly string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${escaped(uid)}`,
    `DTSTAMP:${stamp(writtenAt)}`,
    `SEQUENCE:${sequence}`,
    `DTSTART:${stamp(from)}`,
    ...(to > from ? [`DTEND:${stamp(to)}`] : []),
    `SUMMARY:${escaped(title)}`,
    ...(description === "" ? [] : [`DESCRIPTION:${escaped(description)}`]),
    "END:VEVENT",
  ];
}

/** `20251102T160000Z`. */
function stamp(at: EpochMs): string {
  return `${(isoText(at, "second") ?? isoText(0, "second") ?? "").replaceAll(/[-:]/g, "")}Z`;
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r\n|\r|\n/g, "\\n")
    .replaceAll(/\p{Cc}/gu, " ");
}

/** Never inside a character: a program may unfold octets or characters. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  let octets = 0;
  for (const sign of line) {
    const size = octetsOf(sign);
    if (octets + size > MOST_OCTETS) {
      parts.push(part);
      // the space that a folded line begins with counts
      [part, octets] = ["", 1];
    }
    part += sign;
    octets += size;
  }
  return [...parts, part].join("\r\n ");
}

/** Of one character in UTF-8. */
function octetsOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
