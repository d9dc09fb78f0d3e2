import { utcText } from "../iso-text.ts";
import { formatCount, formatValue } from "../measure/format.ts";
import { durationWords } from "../time-words.ts";
import type { EpochMs } from "../time.ts";
import type { Evidence } from "./evidence.ts";
import type { IncidentRecord } from "./incident-record.ts";
import { impactWords } from "./incident-windows.ts";
import type { TimelineRow } from "./incident-timeline.ts";

/**
 * A review of an incident, begun: a blameless post-mortem in Markdown, with everything that the log knows filled in and blanks
 * for what only people know. The same record gives the same bytes. Pure.
 */
export function incidentDraft(record: IncidentRecord): string {
  const { log } = record;
  const parts = [
    `# Review: ${plain(record.label)}`,
    "Draft, filled by Holdpoint from its log. It asks what made this possible, not who: everybody did what made sense to them with what they knew.",
    ...section("Summary", [
      summaryOf(record),
      blank("What happened, in two sentences that somebody outside understands"),
    ]),
    ...section("Impact", impactOf(record)),
    ...section("Timeline", [tableOf(record.timeline)]),
    ...section("Decisions", [record.decisions.length === 0 ? "None was logged." : tableOf(record.decisions)]),
    ...section("What went well", [blank("What helped, and should stay")]),
    ...section("What went poorly", [blank("What made it longer or worse, and what nobody could see")]),
    ...section("Where we were lucky", [blank("What could have made it worse, and happened not to")]),
    ...section("Action items", ["| what | owner | due |\n|---|---|---|\n|  |  |  |"]),
    ...section("Evidence", [
      `Rows ${log.first} to ${log.last} of the log; the hash of the last is \`${log.hash}\`. \`npx holdpoint verify-log\` proves that none was changed.`,
    ]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function section(title: string, body: readonly string[]): readonly string[] {
  return [`## ${title}`, ...body];
}

function summaryOf(record: IncidentRecord): string {
  const { severity, since, over, took, exit } = record;
  const lines = [
    ["Severity", `${severity} at worst`],
    ["Began", stamp(since)],
    ["Over", over === null ? "not yet" : stamp(over)],
    ["Time to notice", durationWords(took.notice)],
    ["Time to acknowledge", took.acknowledge === null ? "nobody acknowledged it" : durationWords(took.acknowledge)],
    ["Time to resolve", took.resolve === null ? "not over yet" : durationWords(took.resolve)],
    ["How the procedure ended", exit ?? "it was not left"],
  ];
  return lines.map(([name, value]) => `- ${name}: ${value}`).join("\n");
}

function impactOf({ windows, turns }: IncidentRecord): readonly string[] {
  const turned = turns.map(({ at, severity, evidence }) => `- ${stamp(at)}, ${severity}: ${plain(evidence.reason)}`);
  const measured = windows
    ? [`${capital(impactWords(windows))}.`, figuresTable(windows)]
    : ["It has not been measured from before to after yet: that is done a quarter of an hour after its end."];
  return [...measured, ...(turned.length > 0 ? [`When it turned:\n\n${turned.join("\n")}`] : [])];
}

function figuresTable(windows: NonNullable<IncidentRecord["windows"]>): string {
  const head = `| | ${windows.map(({ part, from, to }) => `${part}, ${durationWords(to - from)}`).join(" | ")} |`;
  const rule = `|---|${windows.map(() => "---").join("|")}|`;
  const counts = `| Requests, failed | ${windows.map((one) => `${formatCount(one.requests)}, ${formatCount(one.errors)}`).join(" | ")} |`;
  const ids = windows[0]?.figures.map(({ metric, label }) => ({ metric, label })) ?? [];
  const rows = ids.map(({ metric, label }) => {
    const cells = windows.map(({ figures }) => figureWords(figures.find((one) => one.metric === metric)));
    return `| ${plain(label)} | ${cells.join(" | ")} |`;
  });
  return [head, rule, counts, ...rows].join("\n");
}

function figureWords(evidence: Evidence | undefined): string {
  if (!evidence) return "";
  const { value, unit, n, coverage, word } = evidence;
  return `${formatValue(value, unit)}, ${plain(word)} (n = ${formatCount(n)}, ${formatValue(coverage, "%")} measured)`;
}

function tableOf(rows: readonly TimelineRow[]): string {
  const lines = rows.map(
    ({ seq, at, who, sentence }) => `| ${stamp(at)} | ${plain(who)} | ${plain(sentence)} | ${seq} |`,
  );
  return ["| when, UTC | who | what | row |", "|---|---|---|---|", ...lines].join("\n");
}

function blank(asks: string): string {
  return `_${asks}._`;
}

/** "2025-11-02 16:20:05 UTC". */
function stamp(at: EpochMs): string {
  return utcText(at, "second");
}

/** What people wrote, on one line and without a meaning in Markdown. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\\`*_[\]<>|#]/g, String.raw`\$&`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
