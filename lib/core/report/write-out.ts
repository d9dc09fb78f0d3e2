import type { Block, Report } from "./document.ts";
import { toHtml } from "./to-html.ts";
import { toMarkdown } from "./to-markdown.ts";

export type ReportFormat = "md" | "html" | "json";
export type WrittenOut = { readonly text: string; readonly type: string; readonly file: string };

/**
 * The report in one of its forms, with its media type and the name of its file. `site` is what browsers open, where that is
 * known: a report is kept and sent on, so that its links name it in full.
 */
export function writeOut(made: Report, format: ReportFormat, site: string | null = null): WrittenOut {
  const report = site === null ? made : linkedTo(made, site);
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

function linkedTo(report: Report, site: string): Report {
  const sections = report.sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) => blockLinkedTo(block, site)),
  }));
  return { ...report, sections };
}

function blockLinkedTo(block: Block, site: string): Block {
  if (block.kind !== "table") return block;
  const rows = block.rows.map((cells) =>
    cells.map((cell) =>
      typeof cell !== "string" && cell.href.startsWith("/") ? { ...cell, href: `${site}${cell.href}` } : cell,
    ),
  );
  return { ...block, rows };
}
