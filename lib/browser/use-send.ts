import { useCallback, useState } from "react";
import type { Outcome, Refusal } from "#core/outcome";
import { useAskPassword } from "./confirm-context.ts";
import { useHydrated } from "./use-hydrated.ts";

export type Sending<B, T> = {
  /** Under way, or the page is not ready to send yet. */
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  run(body: B): Promise<Outcome<T>>;
  clear(): void;
};

/**
 * One request of one form: whether it is under way, and why the last one was refused. Where the password is asked for again,
 * the person is asked, and the request goes on.
 */
export function useSend<B, T>(send: (body: B) => Promise<Outcome<T>>): Sending<B, T> {
  const hydrated = useHydrated();
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const askPassword = useAskPassword();
  const run = useCallback(
    async (body: B) => {
      setSending(true);
      let answer = await send(body);
      if (!answer.ok && answer.refusal.code === "confirm" && (await askPassword())) answer = await send(body);
      setRefusal(answer.ok ? null : answer.refusal);
      setSending(false);
      return answer;
    },
    [send, askPassword],
  );
  const clear = useCallback(() => setRefusal(null), []);
  return { busy: sending || !hydrated, refusal, run, clear };
}

/** What a refusal says of one field, as a sentence; null where it is not at fault. */
export function faultOf(refusal: Refusal | null, path: string, name: string): string | null {
  const place = refusal?.places?.find((one) => one.path === path);
  return place ? `${name} ${place.message}.` : null;
}

/** What a refusal says of the whole form: fields at fault speak for themselves. */
export function formFault(refusal: Refusal | null): string | null {
  if (refusal === null) return null;
  return (refusal.places?.length ?? 0) > 0 && refusal.code === "invalid"
    ? "Not accepted: look at the marked field."
    : refusal.message;
}
