import type { Report } from "./document.ts";
import { toHtml } from "./to-html.ts";
import { toMarkdown } from "./to-markdown.ts";

export type ReportFormat = "md" | "html" | "json";
export type WrittenOut = { readonly text: string; readonly type: string; readonly file: string };

/** The report in one of its forms, with its media type and the name of its file. */
export function writeOut(report: Report, format: ReportFormat): WrittenOut {
  const file = report.file.replace(/\.md$/, `.${format}`);
  switch (format) {
    case "md":
      return { text: toMarkdown(report), type: "text/markdown", file };
    case "html":
      return { text: toHtml(report), type: "text/html", file };
    case "json":
      return { text: `${JSON.stringify(report, null, 2)}\n`, type: "application/json", file };
    default:
      return format satisfies never;
  }
}
