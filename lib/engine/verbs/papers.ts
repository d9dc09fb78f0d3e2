import * as written from "#core/room/commands/written-commands";
import { row, type Command } from "../command-row.ts";
import { LEADS, STAFF } from "./roles.ts";

/** Verbs of reports and briefs. */
export const PAPERS_VERBS = {
  "write-report-text": row({
    summary: "Write your text for a section of a report",
    input: written.writeReportTextInput,
    roles: STAFF,
    decide: written.decideWriteReportText,
  }),
  "write-brief": row({
    summary: "Write a brief in your words",
    input: written.writeBriefInput,
    roles: LEADS,
    decide: written.decideWriteBrief,
  }),
} as const satisfies Readonly<Record<string, Command>>;
