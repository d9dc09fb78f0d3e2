import { expect, test } from "vitest";
import { toHtml } from "#core/report/to-html";
import { toMarkdown } from "#core/report/to-markdown";
import { text, type Report } from "#core/report/document";
import { aLogSigning } from "#testing/a-log-signing";
import { givenHead } from "./given-proof.ts";
import { headText } from "./signed-head.ts";

const { key } = aLogSigning();

function reportWith(line: string): Report {
  return {
    ...{ id: "r", file: "r.md", title: "R", rollout: "r", kind: "rehearsal", range: { from: 0, to: 1 }, draft: false },
    ...{ due: 1, log: { seq: 1, hash: "" } },
    sections: [{ id: "evidence", title: "Evidence", said: null, blocks: [text(line)] }],
  };
}

test("a head is found in a report of every format, whatever letters its signature has", () => {
  for (let seq = 1; seq <= 50; seq += 1) {
    const rollout = "01234567-89ab-cdef-0123-456789abcdef";
    const head = key.sign({ rollout, seq, hash: "a".repeat(64), rowHash: "b".repeat(64) }, seq);
    const report = reportWith(`Signed head: ${headText(head)}. "holdpoint verify-log --since" proves it.`);
    for (const write of [toMarkdown, toHtml, (it: Report) => JSON.stringify(it, null, 2)])
      expect(givenHead(write(report))).toEqual({ ok: true, value: head });
  }
});
