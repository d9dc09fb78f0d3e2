import { z } from "zod";
import { countInput } from "../../bounds.ts";
import { idText, longText } from "../../text.ts";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import { sectionIds } from "../../report/section-ids.ts";
import { scheduleOf } from "../../plan/schedule.ts";
import { type Decide } from "../deciding.ts";
import { textKey } from "../written.ts";
import { lookUp } from "../../look-up.ts";

const basedOn = countInput;

export const writeReportTextInput = z.strictObject({
  report: idText,
  section: idText,
  text: longText({ most: 20_000 }),
  /** The revision that was on the screen; 0 for none. */
  basedOn,
});

/** A person's text for a section of a report; empty takes it away. */
export const decideWriteReportText: Decide<z.infer<typeof writeReportTextInput>> = (room, input, { plan }) => {
  const { report: id, section, text } = input;
  const report = plan.reports.find((candidate) => candidate.id === id);
  if (!report) return refuse("not_found", `The plan has no report "${id}".`);
  if (!sectionIds(report).includes(section)) return refuse("not_found", `${report.label} has no section "${section}".`);
  const known = room.written.texts[textKey(id, section)];
  const revision = nextRevision(known?.revision ?? 0, input.basedOn);
  if (!revision.ok) return revision;
  if ((known?.text ?? "") === text) return accept([]);
  return accept([{ type: "report_text_written", report: id, section, text, revision: revision.value }]);
};

const part = longText({ most: 2_000 });

export const writeBriefInput = z.strictObject({ brief: idText, conditions: part, actions: part, needs: part, basedOn });

/** A brief in a person's words, from the moment that it is due. */
export const decideWriteBrief: Decide<z.infer<typeof writeBriefInput>> = (room, input, { plan, t0, now }) => {
  const { brief: id, conditions, actions, needs } = input;
  const brief = scheduleOf(plan, t0).briefs.find((candidate) => candidate.id === id);
  if (!brief) return refuse("not_found", `The plan has no brief "${id}".`);
  if (now < brief.at || !room.launch.start) return refuse("conflict", `${brief.label} is not due yet.`);
  const revision = nextRevision(lookUp(room.written.briefs, id)?.revision ?? 0, input.basedOn);
  if (!revision.ok) return revision;
  return accept([{ type: "brief_written", brief: id, conditions, actions, needs, revision: revision.value }]);
};

function nextRevision(known: number, basedOn: number): Outcome<number> {
  if (known !== basedOn) return refuse("conflict", `Somebody wrote revision ${known} meanwhile: read it first.`);
  return accept(known + 1);
}
