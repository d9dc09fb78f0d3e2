import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Pair,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { pathOf, placeText, type Path } from "#core/config/place";
import { nestedDeeperThan } from "./yaml-depth.ts";

/** A wrong place in a file; `field` is null where the text is no YAML. Lines and columns count from 1. */
export type FileProblem = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly field: string | null;
  readonly message: string;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** Holds no aliases of aliases worth naming: a file that unfolds further than this is an attack or a mistake. */
const MAX_ALIASES = 100;
/** The deepest place of a plan is 12 levels down. */
const MAX_DEPTH = 40;

/**
 * A YAML text with its positions. `value` is null where the text is no YAML; with a field that is given twice, or a variable
 * that is not set, the rest can be read all the same.
 */
export type YamlDocument = {
  readonly value: unknown;
  readonly problems: readonly FileProblem[];
  /** Values with a variable in them that is not set. */
  readonly unread: readonly Path[];
  /** Turns places of `value`, as a `Refusal` names them, into places of the file. */
  readonly locate: (places: readonly { readonly path: string; readonly message: string }[]) => readonly FileProblem[];
};

const MERGE = "<<";

/** Where the parser speaks to programmers, or of its own rules. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "this field is given twice",
  MULTIPLE_DOCS: "a second document begins here (---): the file must hold one",
};

type Reading = { readonly file: string; readonly counter: LineCounter };

function problemAt(
  reading: Reading,
  offset: number,
  said: { readonly field: string | null; readonly message: string },
): FileProblem {
  const { line, col } = reading.counter.linePos(offset);
  return { file: reading.file, line: Math.max(1, line), column: Math.max(1, col), ...said };
}

function failed(problems: readonly FileProblem[]): YamlDocument {
  return { value: null, problems, unread: [], locate: () => [] };
}

function resolved(document: Document, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

/** The pair of `key` in a map, or in one that is merged into it. */
function pairIn(document: Document, { map, key, deep = 0 }: Sought): Pair | undefined {
  const own = map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);
  if (own !== undefined || deep > MAX_DEPTH) return own;
  const merged = map.items.find((pair) => isScalar(pair.key) && pair.key.value === MERGE)?.value;
  const source = resolved(document, merged);
  const maps = isSeq(source) ? source.items.map((each) => resolved(document, each)) : [source];
  return maps.filter(isMap).flatMap((each) => pairIn(document, { map: each, key, deep: deep + 1 }) ?? [])[0];
}

type Sought = { readonly map: YAMLMap; readonly key: string; readonly deep?: number };

/** Start of the deepest node on `path` that the file has; of the key, where the last step is a key. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    const parent = resolved(document, node);
    if (!isCollection(parent)) break;
    const item = isMap(parent) ? pairIn(document, { map: parent, key: String(step) }) : parent.items[Number(step)];
    if (item === undefined) break;
    const start = isPair(item) ? item.key : item;
    offset = (isNode(start) ? start.range?.[0] : undefined) ?? offset;
    node = isPair(item) ? item.value : item;
  }
  return offset;
}

/**
 * What the value turns out to be once every `${NAME}` is replaced; `$${` stands for a plain `${`. Line breaks at the end of a variable
 * are left out: whoever reads one from a file has them, and nobody means them.
 */
function filled(
  scalar: Scalar,
  environment: Environment,
): { readonly text: string; readonly missing: readonly string[]; readonly isOpen: boolean } {
  const missing: string[] = [];
  let isOpen = false;
  const text = String(scalar.value).replace(
    /\$(\$\{)|\$\{(?:([^}]*)\})?/g,
    (_, plain: string | undefined, name: string | undefined) => {
      if (plain !== undefined) return plain;
      if (name === undefined) {
        isOpen = true;
        return UNSET;
      }
      const value = environment[name];
      if (value === undefined) missing.push(name);
      return value?.replace(/[\r\n]+$/, "") ?? UNSET;
    },
  );
  return { text, missing, isOpen };
}

/** The place of `scalar` below all that is `above` it, the document first. */
function pathTo(scalar: Scalar, above: readonly unknown[]): Path {
  return above.flatMap((parent, i): Path => {
    if (isPair(parent)) return [String(isScalar(parent.key) ? parent.key.value : parent.key)];
    return isSeq(parent) ? [parent.items.indexOf(above[i + 1] ?? scalar)] : [];
  });
}

/** Replaces `${NAME}` in every string value (never in keys) and reports the names that are not set. */
function fill(document: Document, environment: Environment, reading: Reading): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  visit(document, {
    Scalar(key, scalar, above) {
      if (key === "key" || typeof scalar.value !== "string" || !scalar.value.includes("${")) return;
      const { text, missing, isOpen } = filled(scalar, environment);
      scalar.value = text;
      const at = scalar.range?.[0] ?? 0;
      if (isOpen) {
        const field = placeText(document.toJS({ maxAliasCount: MAX_ALIASES }), pathTo(scalar, above));
        problems.push(problemAt(reading, at, { field: field || null, message: NOT_CLOSED }));
      }
      for (const name of missing) {
        const message = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
          ? `the environment variable ${name} is not set`
          : `"\${${name}}" names no environment variable`;
        problems.push(problemAt(reading, at, { field: null, message }));
      }
    },
  });
  return problems;
}

const NOT_CLOSED = "holds a ${ without its }: write ${NAME} for an environment variable, and $${ for a plain ${";

/** Stands for a variable that is not set: no text of a file holds it, and through aliases it comes to every place of its value. */
const UNSET = "\u0000unset\u0000";

/** Bounded by the aliases and the depth that a document may have. */
function unreadIn(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value === "string") return value.includes(UNSET) ? [at] : [];
  if (typeof value !== "object" || value === null) return [];
  const children: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((child: unknown, i) => [i, child] as const)
    : Object.entries(value);
  return children.flatMap(([step, child]) => unreadIn(child, [...at, step]));
}

function syntaxProblems(document: Document, reading: Reading): readonly FileProblem[] {
  return [...document.errors, ...document.warnings].map((error) => {
    const message = OWN_WORDS[error.code] ?? `is not valid YAML: ${error.message}`;
    return problemAt(reading, error.pos[0], { field: null, message });
  });
}

/** Schemas leave such a key out of records and say nothing. */
function protoProblems(document: Document, reading: Reading): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || key.value !== "__proto__") return;
      const message = "has a field named __proto__: nothing may be named so";
      problems.push(problemAt(reading, key.range?.[0] ?? 0, { field: null, message }));
    },
  });
  return problems;
}

/**
 * Reads one YAML document. With `environment`, `${NAME}` in text values is replaced from it. Every problem is reported at
 * once: broken YAML, fields given twice, unknown tags, variables that are not set.
 */
export function readYaml(text: string, file: string, environment?: Environment): YamlDocument {
  if (nestedDeeperThan(MAX_DEPTH, text)) {
    return failed([{ file, line: 1, column: 1, field: null, message: `is nested deeper than ${MAX_DEPTH} levels` }]);
  }
  const counter = new LineCounter();
  const reading = { file, counter };
  let document: Document;
  let value: unknown;
  let problems: readonly FileProblem[];
  let isYaml: boolean;
  try {
    document = parseDocument(text, {
      lineCounter: counter,
      prettyErrors: false,
      stringKeys: true,
      // as YAML 1.1 had them, and as other tools still read them
      merge: true,
      uniqueKeys: true,
      logLevel: "error",
    });
    problems = [
      ...syntaxProblems(document, reading),
      ...protoProblems(document, reading),
      ...(environment ? fill(document, environment, reading) : []),
    ];
    isYaml = [...document.errors, ...document.warnings].every(({ code }) => code === "DUPLICATE_KEY");
    value = isYaml ? document.toJS({ maxAliasCount: MAX_ALIASES }) : null;
  } catch (error) {
    // Thrown for aliases that unfold without end.
    const why = error instanceof Error ? error.message : String(error);
    return failed([{ file, line: 1, column: 1, field: null, message: `cannot be read as YAML: ${why}` }]);
  }
  if (!isYaml) return failed(problems);
  return {
    value,
    problems,
    unread: environment ? unreadIn(value) : [],
    locate: (places) =>
      places.map(({ path, message }) =>
        problemAt(reading, offsetOf(document, pathOf(value, path) ?? []), { field: path || null, message }),
      ),
  };
}
