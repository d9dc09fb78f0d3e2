import { existsSync } from "node:fs";
import path from "node:path";

export type Document = { readonly file: string; readonly text: string };

/** What a document may cite: files below `root`, the scripts of package.json, and variables found in the sources. */
export type Citable = {
  readonly root: string;
  readonly scripts: readonly string[];
  /** Every variable that some source file reads. */
  readonly variables: ReadonlySet<string>;
};

const TOP = "app|components|lib|prisma|public|e2e|plans|bench|[.]ci";
const PATH = new RegExp(
  String.raw`(?<![\w/.@#-])(?:${TOP})/[\w.()[\]@/-]*|(?<![\w/.-])holdpoint[.]example[.]yaml`,
  "g",
);
const LINK = /\]\((?!https?:|mailto:|#)([^)\s#]+)/g;
const SCRIPT = /\bnpm (?:run ([\w:-]+)|(test|start)\b)/g;
const CODE = /```[\s\S]*?```|`[^`\n]+`/g;
const VARIABLE = /\b(?:[A-Z][A-Z0-9]*_[A-Z0-9_]+|PORT|HOST|CI)\b/g;

/** Places made at run time: they are cited, and are rightly absent from a fresh clone. */
const MADE_LATER = /^(prisma\/generated)(\/|$)/;

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

/** Each citation in `document` of a path, link, npm script or environment variable that does not exist, one line each. */
export function brokenReferences(document: Document, citable: Citable): readonly string[] {
  const { file, text } = document;
  const at = (index: number): string => `${file}:${lineOf(text, index)}`;
  const folder = path.join(citable.root, path.dirname(file));
  const lost: string[] = [];

  for (const found of text.matchAll(LINK)) {
    const target = found[1] ?? "";
    if (!existsSync(path.join(folder, target)))
      lost.push(`${at(found.index)} links to ${target}, which does not exist`);
  }
  for (const found of text.matchAll(SCRIPT)) {
    const script = found[1] ?? found[2] ?? "";
    if (!citable.scripts.includes(script))
      lost.push(`${at(found.index)} cites npm script ${script}, which does not exist`);
  }
  for (const code of text.matchAll(CODE)) {
    for (const found of code[0].matchAll(PATH)) {
      const cited = found[0].replace(/[./-]+$/, "");
      const follows = code[0].slice(found.index + found[0].length, found.index + found[0].length + 1);
      const isPattern = /[*<{$]/.test(follows);
      const exists = existsSync(path.join(citable.root, cited)) || MADE_LATER.test(cited);
      if (!isPattern && !exists) lost.push(`${at(code.index + found.index)} cites ${cited}, which does not exist`);
    }
    for (const found of code[0].matchAll(VARIABLE)) {
      if (!citable.variables.has(found[0]))
        lost.push(`${at(code.index + found.index)} cites ${found[0]}, which no source reads`);
    }
  }
  return lost;
}

/** The variables that the program reads and `document` does not mention. */
export function missingVariables(document: Document, required: readonly string[]): readonly string[] {
  return required
    .filter((name) => !new RegExp(String.raw`\b${name}\b`).test(document.text))
    .map((name) => `${document.file} does not mention ${name}, which the program reads`);
}
