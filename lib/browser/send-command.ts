import type { Outcome } from "#core/outcome";
import { commandAnswerSchema, type CommandAnswer, type CommandInputs, type Verb } from "#wire/command";
import { ask } from "./api.ts";

export type Sending = {
  readonly key: string;
  /** Called before each further try, while the link is down. */
  readonly onWaiting: () => void;
  /** Ends the tries, and never one that is under way: who leaves because of the command still hears how it ended. */
  readonly signal: AbortSignal;
};

const LONGEST_PAUSE_MS = 10_000;

/**
 * Sends a command until it is answered: the key makes every further try harmless. Only what may pass by itself (no link, a
 * program that is starting) is tried again; a refusal is an answer.
 */
export async function sendCommand<V extends Verb>(
  verb: V,
  input: CommandInputs[V],
  { key, onWaiting, signal }: Sending,
): Promise<Outcome<CommandAnswer>> {
  for (let pause = 1_000; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
    const answer = await ask(`/api/v1/commands/${verb}`, {
      schema: commandAnswerSchema,
      method: "POST",
      body: input,
      headers: { "idempotency-key": key },
    });
    if (answer.ok || answer.refusal.code !== "unavailable" || signal.aborted) return answer;
    onWaiting();
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (signal.aborted) return answer;
  }
}
