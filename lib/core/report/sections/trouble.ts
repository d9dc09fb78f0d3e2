import type { EpochMs } from "../../time.ts";
import { durationWords } from "../../time-words.ts";
import type { IncidentRecord } from "../../room/incident-record.ts";
import { impactWords } from "../../room/incident-windows.ts";
import type { PlaybookExit } from "../../room/playbook-run.ts";
import { stamp, stampT } from "../dates.ts";
import { missing, NO_DATA_YET, tableOf, text, type Block, type Cell } from "../document.ts";
import type { ReportInput } from "../inputs.ts";

export function alertBlocks({ room, t0, range }: ReportInput): readonly Block[] {
  const fired = Object.values(room.alerts)
    .filter(({ firedAt }) => firedAt < range.to)
    .sort((a, b) => a.firedAt - b.firedAt || (a.id < b.id ? -1 : 1));
  const rows = fired.map(({ label, worst, firedAt, resolved, sentence }) => [
    label,
    worst,
    stampT(firedAt, t0),
    resolved ? stamp(resolved.at) : "not over",
    resolved?.sentence ?? sentence,
  ]);
  if (rows.length === 0 && room.launch.start) return [text("No alert fired.")];
  return [
    tableOf(
      {
        caption: "Alerts",
        columns: ["Alert", "Worst", "From", "To", "What"],
        none: "alerts are watched for from the start on.",
      },
      rows,
    ),
  ];
}

/** Each that began in the range: how long it took whom, how it was left, and what it cost. */
export function incidentBlocks({ joined, t0 }: ReportInput): readonly Block[] {
  const { incidents } = joined;
  if (incidents === null) return [missing("incidents are counted from the start on.")];
  if (incidents.length === 0) return [text("No incident.")];
  const critical = incidents.filter(({ severity }) => severity === "critical").length;
  return [
    text(`${incidents.length} ${incidents.length === 1 ? "incident" : "incidents"}, ${critical} of them critical.`),
    tableOf(
      {
        caption: "Incidents",
        columns: ["Incident", "Severity", "Began", "Noticed after", "In hand after", "Over after", "Left by", "Cost"],
        none: "",
      },
      incidents.map((incident) => incidentRow(incident, t0)),
    ),
  ];
}

const EXITS: Readonly<Record<PlaybookExit, string>> = {
  resume: "resuming",
  reschedule: "rescheduling",
  abort: "giving up",
};

function incidentRow(
  { label, severity, since, took, exit, windows, over, log }: IncidentRecord,
  t0: EpochMs,
): readonly Cell[] {
  const after = (ms: number | null, none: string): string => (ms === null ? none : durationWords(ms));
  return [
    { text: label, href: `/log#event-${log.first}` },
    severity,
    stampT(since, t0),
    durationWords(took.notice),
    after(took.acknowledge, "nobody took it"),
    after(took.resolve, "not over"),
    exit === null ? "-" : EXITS[exit],
    windows ? impactWords(windows) : over === null ? "not over" : NO_DATA_YET,
  ];
}
