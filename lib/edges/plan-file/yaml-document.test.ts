import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { testSeed } from "#testing/test-seed";
import { problemLine } from "./report-problems.ts";
import { readYaml } from "./yaml-document.ts";

function problems(text: string, environment?: Record<string, string>): readonly string[] {
  return readYaml(text, "f.yaml", environment).problems.map(problemLine);
}

test("a place becomes line and column, through lists, ids, flow style and aliases", () => {
  const document = readYaml("a: &one\n  b: { c: 1 }\nlist:\n  - id: x\n    y: 2\nagain: *one\n", "f.yaml");
  const places = ["a.b.c", "list[x].y", "list[x].missing", "again.b", "nowhere"].map((path) => ({
    path,
    message: "m",
  }));
  expect(document.locate(places).map(problemLine)).toEqual([
    "f.yaml:2:8: a.b.c: m",
    "f.yaml:5:5: list[x].y: m",
    "f.yaml:4:5: list[x].missing: m",
    "f.yaml:2:3: again.b: m",
    "f.yaml:1:1: nowhere: m",
  ]);
});

describe("broken text", () => {
  it("is reported with every place at once", () => {
    const found = problems("a: 1\na: 2\nb: [1, 2\nc: }\n");
    expect(found[0]).toBe("f.yaml:2:1: this field is given twice");
    expect(found.length).toBeGreaterThan(1);
    expect(found.every((line) => /^f\.yaml:\d+:\d+: \S/.test(line))).toBe(true);
  });
  it.each([
    ["a tab as indent", "a:\n\tb: 1\n"],
    ["an unknown tag", "a: !run rm\n"],
    ["two documents", "a: 1\n---\nb: 2\n"],
    ["an alias of nothing", "a: *gone\n"],
    ["a list as a key", "? [1, 2]\n: 3\n"],
    ["flow lists nested without end", "[".repeat(100_000)],
    ["block lists nested without end", `${"- ".repeat(100_000)}a`],
    ["groups nested without end", Array.from({ length: 1_000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
    ["keys nested without end", `${"? ".repeat(20_000)}a`],
    ["aliases that unfold without end", bomb()],
  ])("with %s is a problem, not a crash", (_, text) => {
    const { value, problems: found } = readYaml(text, "f.yaml");
    expect({ value, some: found.length > 0 }).toEqual({ value: null, some: true });
  });
});

function bomb(): string {
  const levels = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(", ")}]`);
  return ["l0: &l0 [x]", ...levels].join("\n");
}

test("an empty file holds nothing and is no problem", () => {
  expect(readYaml("# only a comment\n", "f.yaml")).toMatchObject({ value: null, problems: [] });
});

test("a key named __proto__ is a problem, since schemas would leave it out unseen", () => {
  const { problems } = readYaml("a:\n  __proto__: { polluted: true }\n", "f.yaml");
  expect(problems).toMatchObject([{ line: 2, message: "has a field named __proto__: nothing may be named so" }]);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

describe("${NAME}", () => {
  it("is filled in values of every style, never in keys or comments", () => {
    const text = "a: ${X}\nb: 'p-${X}-q'\nc: [\"${X}${Y}\"]\n${X}: 1 # ${Z}\n";
    expect(readYaml(text, "f.yaml", { X: "one", Y: "" }).value).toEqual({
      a: "one",
      b: "p-one-q",
      c: ["one"],
      "${X}": 1,
    });
  });
  it("stays as it is after a second $", () => {
    expect(readYaml("a: $${X}\n", "f.yaml", {}).value).toEqual({ a: "${X}" });
  });
  it("is filled once: what the environment holds is not read again", () => {
    expect(readYaml("a: ${X}\n", "f.yaml", { X: "${Y}", Y: "no" }).value).toEqual({ a: "${Y}" });
  });
  it("cannot bring in structure", () => {
    expect(readYaml("a: ${X}\n", "f.yaml", { X: "1\nb: 2" }).value).toEqual({ a: "1\nb: 2" });
  });
  it("that is not set is an error at its line, each", () => {
    expect(problems("a: ${X}\nb:\n  - ${Y}/${Z}\nc: ${}\n", { Z: "z" })).toEqual([
      "f.yaml:1:4: the environment variable X is not set",
      "f.yaml:3:5: the environment variable Y is not set",
      'f.yaml:4:4: "${}" names no environment variable',
    ]);
  });
  it.each(["a: ${X", 'a: "b ${X c"', "a: [ok, 'x${']", "l: [{ id: t, url: 'x${Y}${' }]"])(
    "that is not closed is an error at its place: %s",
    (text) => {
      const found = readYaml(text, "f.yaml", { X: "x", Y: "y" }).problems;
      expect(found).toHaveLength(1);
      expect(found[0]?.message).toBe(
        "holds a ${ without its }: write ${NAME} for an environment variable, and $${ for a plain ${",
      );
      expect([1, ["a", "a[1]", "l[t].url"].includes(found[0]?.field ?? "")]).toEqual([found[0]?.line, true]);
    },
  );
  it("that is not closed stays as it is after a second $", () => {
    expect(readYaml("a: x$${ y\n", "f.yaml", {}).value).toEqual({ a: "x${ y" });
  });
  it("is plain text where no environment is given", () => {
    expect(readYaml("a: ${X}\n", "f.yaml").value).toEqual({ a: "${X}" });
  });
});

test("no text at all makes it throw", () => {
  const piece = fc.constantFrom(
    "a",
    ":",
    " ",
    "\n",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "&x",
    "*x",
    "!t",
    "'",
    '"',
    "|",
    ">",
    "?",
    "#",
    "%",
    "---",
    "\t",
    "${X}",
    "\u0000",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const { value, problems: found } = readYaml(pieces.join(""), "f.yaml", { X: "x" });
      if (found.length > 0) expect(value).toBeNull();
    }),
    { seed: testSeed(), numRuns: 500 },
  );
});
