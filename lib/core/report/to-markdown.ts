import { chartSvg } from "./chart-svg.ts";
import { rangeWords, stamp } from "./dates.ts";
import type { Block, Cell, Report, Said, Section } from "./document.ts";

/** The report as Markdown with its charts as SVG in the text. The same report gives the same bytes. */
export function toMarkdown(report: Report): string {
  const parts = [
    `# ${plain(report.title)}`,
    ...(report.kind === "rehearsal" ? ["**REHEARSAL: nothing here is about production.**"] : []),
    ...(report.draft ? ["**DRAFT: the time it speaks of is not over.**"] : []),
    [
      `- Rollout: ${plain(report.rollout)} (${report.kind})`,
      `- Speaks of: ${rangeWords(report.range)}`,
      `- Due: ${stamp(report.due)}`,
      `- Log: ${report.log.seq} events, head \`${report.log.hash || "none"}\``,
    ].join("\n"),
    ...report.sections.flatMap(sectionParts),
  ];
  return `${parts.join("\n\n")}\n`;
}

function sectionParts({ title, said, blocks }: Section): readonly string[] {
  return [`## ${plain(title)}`, ...(said ? [saidText(said)] : []), ...blocks.map(blockText)];
}

function saidText({ text, by, at, revision }: Said): string {
  const lines = text.split("\n").map((line) => `> ${plainLine(line)}`.trimEnd());
  return [...lines, ">", `> Written by ${plain(by)}, ${stamp(at)}, revision ${revision}`].join("\n");
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "text":
      return plainLine(block.text);
    case "missing":
      return `_${plain(block.text)}_`;
    case "list":
      return block.items.map((item) => `- ${plain(item)}`).join("\n");
    case "table":
      return [
        `**${plain(block.caption)}**`,
        "",
        row(block.columns),
        row(block.columns.map(() => "---")),
        ...block.rows.map(row),
      ].join("\n");
    case "chart":
      return `**${plain(block.caption)}**\n\n${chartSvg(block)}`;
    default:
      return block satisfies never;
  }
}

function row(cells: readonly Cell[]): string {
  return `| ${cells.map(cellText).join(" | ")} |`;
}

function cellText(cell: Cell): string {
  if (typeof cell === "string") return cell === "---" ? cell : plain(cell).replaceAll("\n", " ");
  return `[${plain(cell.text)}](${encodeURI(cell.href).replaceAll(")", "%29")})`;
}

/** Text in which no letter means anything to Markdown. */
function plain(words: string): string {
  return words
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_[\]|]/g, "\\$&");
}

/** As `plain`, at the beginning of a line: no heading, list or quote begins there. */
function plainLine(words: string): string {
  return plain(words.trim()).replace(/^([#+-]|\d+[.)](?=\s))/, (mark) => `${mark.slice(0, -1)}\\${mark.slice(-1)}`);
}
