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
  const grade = GRADED.includes(notice.kind) ? ` (${notice.severity})` : "";
  const title = `${rehearsal}${KIND_WORDS[notice.kind]}${grade}: ${notice.title}`;
  return { title: oneLine(title), lines: [notice.body, when].map(oneLine).filter((line) => line !== "") };
}

type Digested = {
  readonly rehearsal: string;
  readonly worst: string;
  readonly when: string;
  readonly digest: NonNullable<Delivery["digest"]>;
};

function digestWords({ rehearsal, worst, when, digest }: Digested): MessageWords {
  const { count, critical, high, titles } = digest;
  const more = count - titles.length;
  const graded = [critical > 0 ? `${critical} critical` : "", high > 0 ? `${high} high` : ""].filter(Boolean);
  const split = graded.length > 0 ? ` (${graded.join(", ")})` : "";
  return {
    title: oneLine(`${rehearsal}${count} notices at once${split}, the worst: ${worst}`),
    lines: [...titles.map((text) => `- ${text}`), ...(more > 0 ? [`and ${more} more.`] : []), when].map(oneLine),
  };
}

/** A line break in a title would be a header of its own in an e-mail. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, " ").trim();
}
