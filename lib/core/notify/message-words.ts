import { utcText } from "../iso-text.ts";
import type { Delivery } from "./delivery.ts";
import type { NoticeKind } from "./notice.ts";

/** What a person reads, the same in every channel: plain text. */
export type MessageWords = {
  /** One line. */
  readonly title: string;
  /** Sentences, one a line. */
  readonly lines: readonly string[];
};

const KIND_WORDS: Readonly<Record<NoticeKind, string>> = {
  alert: "Alert",
  acknowledged: "Acknowledged",
  resolved: "Resolved",
  escalation: "Escalation",
  checkpoint_due: "Checkpoint due",
  checkpoint_overdue: "Checkpoint overdue",
  brief: "Brief",
  shift: "Shift",
  handoff: "Handoff",
  log_head: "Head of the log",
  test: "Test",
};
/** Kinds whose severity is news. */
const GRADED: readonly NoticeKind[] = ["alert", "escalation", "resolved", "acknowledged"];

/** A rehearsal always says so first: nobody must run for it. */
export function wordsOf({ notice, digest }: Pick<Delivery, "notice" | "digest">): MessageWords {
  const rehearsal = notice.rollout.kind === "rehearsal" ? "[REHEARSAL] " : "";
  const when = `${notice.rollout.name}, ${utcText(notice.at, "minute")}`;
  if (digest !== null) return digestWords({ rehearsal, worst: notice.title, when, digest });
  return {
    title: oneLine(`${rehearsal}${headOf(notice)}`),
    lines: [notice.body, when].map(oneLine).filter((line) => line !== ""),
  };
}

type Told = Pick<Delivery["notice"], "kind" | "severity" | "title" | "body">;

function headOf({ kind, severity, title }: Told): string {
  return `${KIND_WORDS[kind]}${GRADED.includes(kind) ? ` (${severity})` : ""}: ${title}`;
}

const LONGEST_LINE = 300;

/** One notice among others, in one line of bounded length: "Alert (critical): Error rate. It is 0.8 %, the limit is 0.5 %." */
export function noticeLine(notice: Told): string {
  const head = oneLine(headOf(notice));
  const text = oneLine(`${head}${/[.!?]$/.test(head) ? "" : "."} ${notice.body}`);
  return text.length <= LONGEST_LINE ? text : `${text.slice(0, LONGEST_LINE - 1)}…`;
}

type Digested = {
  readonly rehearsal: string;
  readonly worst: string;
  readonly when: string;
  readonly digest: NonNullable<Delivery["digest"]>;
};

function digestWords({ rehearsal, worst, when, digest }: Digested): MessageWords {
  const { count, critical, high, titles, sentences } = digest;
  const told = sentences.length > 0 ? sentences : titles;
  const more = count - told.length;
  const graded = [critical > 0 ? `${critical} critical` : "", high > 0 ? `${high} high` : ""].filter(Boolean);
  const split = graded.length > 0 ? ` (${graded.join(", ")})` : "";
  return {
    title: oneLine(`${rehearsal}${count} notices at once${split}, the worst: ${worst}`),
    lines: [...told.map((text) => `- ${text}`), ...(more > 0 ? [`and ${more} more.`] : []), when].map(oneLine),
  };
}

/** A line break in a title would be a header of its own in an e-mail. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, " ").trim();
}
