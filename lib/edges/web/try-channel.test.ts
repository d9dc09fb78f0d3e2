import { describe, expect, test } from "vitest";
import type { Identity } from "#core/identity";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { Sent } from "#engine/ports";
import { aPlan } from "#testing/a-plan";
import { ADA } from "#testing/a-room";
import type { Runtime } from "./runtime.ts";
import { tryChannel } from "./try-channel.ts";

const person: Extract<Identity, { kind: "person" }> = {
  kind: "person",
  account: { ...ADA, email: "ada@example.test" },
  sessionId: "s",
  confirmedAt: 0,
  secondFactor: "none",
  peer: "10.0.0.1",
};
const plan = aPlan({
  preflight: [{ id: "c", kind: "automatic", label: "Tested: Slack", owner: "lead", check: "channels_tested" }],
});

/** Two channels, of which pre-flight names one; `said`: what the other side says. */
async function tried(id: string, said: Outcome<string>) {
  const sent: Sent[] = [];
  const asked: unknown[] = [];
  const state = { name: id, waiting: 0, lastSentAt: null, failure: null };
  const notifier: Partial<Runtime["notifier"]> = {
    test: (channel, to) => {
      asked.push([channel, to?.email]);
      return Promise.resolve(said);
    },
    channels: () =>
      Promise.resolve([
        { ...state, id: "chat", kind: "slack" },
        { ...state, id: "mail", kind: "email" },
      ]),
  };
  const engine: Partial<Runtime["engine"]> = {
    plan: () => plan,
    command: (command) => {
      sent.push(command);
      return Promise.resolve(accept({ seq: 1, events: [] }));
    },
  };
  const answer = await tryChannel({ engine, notifier } as Pick<Runtime, "engine" | "notifier">, { id, person });
  return { answer, sent, asked };
}

describe("a test that arrives", () => {
  const sentence = "The webhook took it (status 200).";
  const said = accept(sentence);

  test("is logged as the pre-flight list calls the channel, by whoever pressed the button", async () => {
    const { answer, sent, asked } = await tried("chat", said);
    expect(asked).toEqual([["chat", "ada@example.test"]]);
    expect(answer).toEqual(accept({ ok: true, sentence, preflight: "Slack" }));
    expect(sent).toMatchObject([
      { verb: "test-channel", input: { channel: "Slack", ok: true, note: sentence }, actor: { id: ADA.id } },
    ]);
  });

  test("by a channel that pre-flight does not name is only answered", async () => {
    const { answer, sent } = await tried("mail", said);
    expect([answer, sent]).toEqual([accept({ ok: true, sentence, preflight: null }), []]);
  });
});

test.each(["unavailable", "invalid", "internal"] as const)(
  "a test that fails (%s) is answered with why, and logs nothing",
  async (code) => {
    const sentence = "The webhook refused the connection.";
    const { answer, sent } = await tried("chat", refuse(code, sentence));
    expect([answer, sent]).toEqual([accept({ ok: false, sentence, preflight: null }), []]);
  },
);

test("of a channel that there is not, nothing is answered", async () => {
  const said = refuse("not_found", 'There is no channel "fax" in the configuration.');
  expect((await tried("fax", said)).answer).toEqual(said);
});
