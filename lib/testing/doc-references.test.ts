import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { brokenReferences, missingVariables, type Citable } from "./doc-references.ts";

const citable: Citable = {
  root: fileURLToPath(new URL("../../", import.meta.url)),
  scripts: ["test", "demo", "db:diff"],
  variables: new Set(["HOLDPOINT_DATA", "PORT"]),
};

function broken(text: string): readonly string[] {
  return brokenReferences({ file: "README.md", text }, citable);
}

describe("a document's references", () => {
  test("pass when what they cite exists", () => {
    const text =
      "See `lib/core/time.ts`, [the map](lib/README.md), `lib/edges/`, `npm run demo`, `HOLDPOINT_DATA` and PASS.";
    expect(broken(text)).toEqual([]);
  });

  test.each([
    ["a path", "First.\n\nSee `lib/core/nowhere.ts`.", "README.md:3 cites lib/core/nowhere.ts, which does not exist"],
    [
      "a path in a code block",
      "```\ncat plans/none.yaml\n```",
      "README.md:2 cites plans/none.yaml, which does not exist",
    ],
    ["a link", "[x](docs/none.md)", "README.md:1 links to docs/none.md, which does not exist"],
    ["an image", "![x](public/none.png)", "README.md:1 links to public/none.png, which does not exist"],
    ["a script", "Run npm run nothing.", "README.md:1 cites npm script nothing, which does not exist"],
    ["npm start without its script", "Run npm start.", "README.md:1 cites npm script start, which does not exist"],
    ["a variable", "Set `HOLDPOINT_NOTHING=1`.", "README.md:1 cites HOLDPOINT_NOTHING, which no source reads"],
  ])("fail for %s that does not exist", (_kind, text, message) => {
    expect(broken(text)).toEqual([message]);
  });

  test("may be patterns: their fixed part is only a beginning", () => {
    expect(broken("`plans/*.yaml` and `lib/edges/<name>/` and `lib/none-*`")).toEqual([]);
  });

  test("skip folders made at run time, web addresses and package names", () => {
    expect(broken("`prisma/generated/client.ts` [w](https://x.org/lib/none) `@prisma/none` `#core/none`")).toEqual([]);
  });
});

test("a variable that the program reads and the document leaves out is named", () => {
  const document = { file: "README.md", text: "`PORT` is the port; REPORT is another word." };
  expect(missingVariables(document, ["PORT", "HOST"])).toEqual([
    "README.md does not mention HOST, which the program reads",
  ]);
});
