import { useCallback, useEffect, useRef, useState } from "react";
import { refuse, type Outcome, type Refusal } from "#core/outcome";
import type { CommandAnswer, CommandInputs, Verb } from "#wire/command";
import { useAskPassword } from "./confirm-context.ts";
import { newIdempotencyKey } from "./idempotency-key.ts";
import { useOutbox } from "./outbox-context.ts";
import { READ_ONLY, useReplay } from "./replay-context.ts";
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

/**
 * One command of the room, for one button or form; it goes on being sent when the form is closed, and the page's outbox says
 * what became of it. The room itself changes when the event comes over the socket.
 */
export function useCommand<V extends Verb>(verb: V): CommandUse<V> {
  const [phase, setPhase] = useState<CommandPhase>("idle");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const askPassword = useAskPassword();
  const outbox = useOutbox();
  const isReplay = useReplay() !== null;
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => void (isThere.current = false);
  }, []);
  const run = useCallback(
    async (input: CommandInputs[V]) => {
      if (isReplay) {
        setRefusal({ code: "conflict", message: READ_ONLY });
        return refuse("conflict", READ_ONLY);
      }
      setPhase("sending");
      setRefusal(null);
      const key = newIdempotencyKey();
      const onWaiting = (): void => {
        setPhase("waiting");
        outbox.waits(key, verb);
      };
      // as long as the page lives: closing a dialog takes nothing back
      const sending = { key, onWaiting, signal: new AbortController().signal };
      let answer = await sendCommand(verb, input, sending);
      if (!answer.ok && answer.refusal.code === "confirm" && (await askPassword()))
        answer = await sendCommand(verb, input, sending);
      if (answer.ok || isThere.current) outbox.drop(key);
      else outbox.refused(key, verb, answer.refusal.message);
      setPhase("idle");
      setRefusal(answer.ok ? null : answer.refusal);
      return answer;
    },
    [verb, askPassword, outbox, isReplay],
  );
  const clear = useCallback(() => setRefusal(null), []);
  return { phase, refusal, run, clear };
}
