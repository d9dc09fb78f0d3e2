import { z } from "zod";
import type { EpochMs } from "../time.ts";
import type { Actor } from "./actor.ts";

/** The three parts of a brief, each one text. */
export const briefPartsSchema = z.object({ conditions: z.string(), actions: z.string(), needs: z.string() });
export type BriefParts = z.infer<typeof briefPartsSchema>;

/** What people write beside what is generated: it is theirs, and nothing generated changes it. */
export const writtenEvents = [
  z.object({
    type: z.literal("report_text_written"),
    report: z.string(),
    section: z.string(),
    /** Empty takes the text away; earlier ones stay in the log. */
    text: z.string(),
    revision: z.number().int().positive(),
  }),
  z.object({
    type: z.literal("brief_written"),
    brief: z.string(),
    revision: z.number().int().positive(),
    ...briefPartsSchema.shape,
  }),
] as const;
type WrittenEvent = z.infer<(typeof writtenEvents)[number]>;

type Signed = { readonly by: Actor; readonly at: EpochMs; readonly revision: number };
export type WrittenText = Signed & { readonly text: string };
export type WrittenBrief = Signed & BriefParts;

/** The newest of each: texts by `textKey`, briefs by id. */
export type Written = {
  readonly texts: Readonly<Record<string, WrittenText>>;
  readonly briefs: Readonly<Record<string, WrittenBrief>>;
};

export const EMPTY_WRITTEN: Written = { texts: {}, briefs: {} };

export function textKey(report: string, section: string): string {
  return `${report}/${section}`;
}

export function applyWritten(
  written: Written,
  event: WrittenEvent & { readonly at: EpochMs; readonly actor: Actor },
): Written {
  const { at, actor: by, revision } = event;
  switch (event.type) {
    case "report_text_written": {
      const key = textKey(event.report, event.section);
      return { ...written, texts: { ...written.texts, [key]: { text: event.text, by, at, revision } } };
    }
    case "brief_written": {
      const { conditions, actions, needs } = event;
      return {
        ...written,
        briefs: { ...written.briefs, [event.brief]: { conditions, actions, needs, by, at, revision } },
      };
    }
    default:
      return event satisfies never;
  }
}
