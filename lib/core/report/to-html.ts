import { chartSvg } from "./chart-svg.ts";
import { rangeWords, stamp } from "./dates.ts";
import type { Block, Cell, Report, Said, Section } from "./document.ts";

const STYLE = `
:root{color-scheme:light;font:16px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
body{max-width:60rem;margin:2rem auto;padding:0 1.25rem;color:#0f151c;background:#fff}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 1rem}h2{font-size:1.25rem;margin:2.5rem 0 .75rem;padding-top:.75rem;border-top:1px solid #d5dbe2}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.25rem;margin:0 0 1rem}dt{color:#43505e}dd{margin:0}dd,p{overflow-wrap:anywhere}
.table{overflow-x:auto;margin:1rem 0}table{border-collapse:collapse;width:100%;font-size:.92rem}
caption,figcaption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #d5dbe2}th{color:#43505e;font-weight:600}
figure{margin:1rem 0;break-inside:avoid}svg{max-width:100%;height:auto}
.note{border:2px solid #0f151c;padding:.4rem .8rem;font-weight:600;display:inline-block;margin:0 .5rem 1rem 0}
.missing{color:#43505e;border-left:4px solid #8793a1;padding-left:.75rem}
blockquote{margin:1rem 0;padding:.5rem 1rem;border-left:4px solid #1957c2;background:#f3f5f7}blockquote p{margin:.25rem 0}blockquote footer{color:#43505e;font-size:.9rem}
@media print{body{margin:0;max-width:none}h2,tr{break-after:avoid;break-inside:avoid}a{color:inherit}}`;

/** The report as one HTML page that needs nothing else. The same report gives the same bytes. */
export function toHtml(report: Report): string {
  const { title, range, due, log } = report;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style>`;
  const notes = [
    ...(report.kind === "rehearsal" ? ["REHEARSAL: nothing here is about production."] : []),
    ...(report.draft ? ["DRAFT: the time it speaks of is not over."] : []),
  ];
  const facts = [
    ["Rollout", `${report.rollout} (${report.kind})`],
    ["Speaks of", rangeWords(range)],
    ["Due", stamp(due)],
    ["Log", `${log.seq} events, head ${log.hash || "none"}`],
  ].map(([name = "", value = ""]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`);
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    ...notes.map((note) => `<p class="note">${note}</p>`),
    `<dl>${facts.join("")}</dl>`,
    ...report.sections.map(sectionHtml),
  ];
  return `<!doctype html>\n<html lang="en"><head>${head}</head><body><main>\n${body.join("\n")}\n</main></body></html>\n`;
}

function sectionHtml({ id, title, said, blocks }: Section): string {
  return [
    `<section id="${escapeHtml(id)}"><h2>${escapeHtml(title)}</h2>`,
    ...(said ? [saidHtml(said)] : []),
    ...blocks.map(blockHtml),
    "</section>",
  ].join("\n");
}

function saidHtml({ text, by, at, revision }: Said): string {
  const lines = text.split("\n").map((line) => `<p>${escapeHtml(line)}</p>`);
  return `<blockquote>${lines.join("")}<footer>Written by ${escapeHtml(by)}, ${stamp(at)}, revision ${revision}</footer></blockquote>`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "text":
      return `<p>${escapeHtml(block.text)}</p>`;
    case "missing":
      return `<p class="missing">${escapeHtml(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join("")}</ul>`;
    case "table": {
      const head = block.columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join("");
      const rows = block.rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cellHtml(cell)}</td>`).join("")}</tr>`);
      return `<div class="table"><table><caption>${escapeHtml(block.caption)}</caption><thead><tr>${head}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table></div>`;
    }
    case "chart":
      return `<figure><figcaption>${escapeHtml(block.caption)}</figcaption>\n${chartSvg(block)}\n</figure>`;
    default:
      return block satisfies never;
  }
}

function cellHtml(cell: Cell): string {
  if (typeof cell === "string") return escapeHtml(cell);
  return `<a href="${escapeHtml(encodeURI(cell.href))}">${escapeHtml(cell.text)}</a>`;
}

/** Safe in text and in quoted attributes. */
export function escapeHtml(words: string): string {
  return words
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
