import { useCallback, useEffect, useRef, useState } from "react";
import type { Outcome, Refusal } from "#core/outcome";
import type { CommandAnswer, CommandInputs, Verb } from "#wire/command";
import { useAskPassword } from "./confirm-context.ts";
import { newIdempotencyKey } from "./idempotency-key.ts";
import { sendCommand } from "./send-command.ts";

/** `waiting`: the link is down; it is sent as soon as it is back. */
export type CommandPhase = "idle" | "sending" | "waiting";

export type CommandUse<V extends Verb> = {
  readonly phase: CommandPhase;
  /** Why the last one was refused, with the fields at fault; null after one that was carried out. */
  readonly refusal: Refusal | null;
  /** Resolves with the answer; asks for the password where the command wants it. */
  run(input: CommandInputs[V]): Promise<Outcome<CommandAnswer>>;
  clear(): void;
};

/** One command of the room, for one button or form. The room itself changes when the event comes over the socket. */
export function useCommand<V extends Verb>(verb: V): CommandUse<V> {
  const [phase, setPhase] = useState<CommandPhase>("idle");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const askPassword = useAskPassword();
  const leaving = useRef(new AbortController());
  useEffect(() => {
    leaving.current = new AbortController();
    return () => leaving.current.abort();
  }, []);
  const run = useCallback(
    async (input: CommandInputs[V]) => {
      setPhase("sending");
      const sending = {
        key: newIdempotencyKey(),
        onWaiting: () => setPhase("waiting"),
        signal: leaving.current.signal,
      };
      let answer = await sendCommand(verb, input, sending);
      if (!answer.ok && answer.refusal.code === "confirm" && (await askPassword()))
        answer = await sendCommand(verb, input, sending);
      setPhase("idle");
      setRefusal(answer.ok ? null : answer.refusal);
      return answer;
    },
    [verb, askPassword],
  );
  const clear = useCallback(() => setRefusal(null), []);
  return { phase, refusal, run, clear };
}
