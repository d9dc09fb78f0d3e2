import { expect, test } from "vitest";
import type { Notice } from "#core/notify/notice";
import { SILENT } from "#testing/an-engine";
import { HOUR_MS } from "#core/time";
import { logAnchors } from "./log-anchors.ts";

const HEAD = "hp1.head";

type Given = { readonly everyMs?: number | null; readonly signedHead?: string | null };

function anchored({ everyMs = 6 * HOUR_MS, signedHead = HEAD }: Given = {}) {
  const clock = { now: 12 * HOUR_MS };
  const [sent, away] = [[] as Notice[], { is: false }];
  const anchors = logAnchors({
    rollout: { id: "r1", name: "Small", kind: "production" },
    everyMs,
    signedEnd: () => Promise.resolve({ rollout: "r1", seq: 7, signedHead, publicKey: "" }),
    notifier: {
      send: (notices) => (away.is ? Promise.reject(new Error("away")) : Promise.resolve(void sent.push(...notices))),
    },
    ...{ now: () => 0, realNow: () => clock.now, log: SILENT },
  });
  const at = async (now: number): Promise<readonly string[]> => {
    clock.now = now;
    await anchors.attend();
    return sent.map(({ id }) => id);
  };
  return { at, away, sent };
}

test("the head is sent once in each period, in words that verify-log takes", async () => {
  const { at, sent } = anchored();
  await at(12 * HOUR_MS);
  await at(12 * HOUR_MS + 5_000);
  expect(await at(18 * HOUR_MS)).toEqual(["r1:log-head:2", "r1:log-head:3"]);
  expect(sent[0]).toMatchObject({ kind: "log_head", title: "The log ends with event 7" });
  expect(sent[0]?.body).toContain(HEAD);
});

test("one that could not be handed in is handed in the next time", async () => {
  const { at, away } = anchored();
  away.is = true;
  expect(await at(12 * HOUR_MS)).toEqual([]);
  away.is = false;
  expect(await at(12 * HOUR_MS + 5_000)).toEqual(["r1:log-head:2"]);
});

test("an empty log has no head, and nobody is sent one who did not ask", async () => {
  expect(await anchored({ signedHead: null }).at(12 * HOUR_MS)).toEqual([]);
  expect(await anchored({ everyMs: null }).at(12 * HOUR_MS)).toEqual([]);
});
