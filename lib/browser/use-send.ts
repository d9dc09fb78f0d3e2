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
    (body: B) =>
      sendTelling(() => send(body), {
        askPassword,
        tell: (isSending, why) => {
          setSending(isSending);
          setRefusal(why);
        },
      }),
    [send, askPassword],
  );
  const clear = useCallback(() => setRefusal(null), []);
  return { busy: sending || !hydrated, refusal, run, clear };
}

type Telling = {
  readonly askPassword: () => Promise<boolean>;
  /** What to show: whether it is under way, and why it was refused. */
  readonly tell: (isSending: boolean, refusal: Refusal | null) => void;
};

/** One try: what the one before it was refused for is gone as soon as it begins, for it may wait long for its answer. */
export async function sendTelling<T>(
  send: () => Promise<Outcome<T>>,
  { askPassword, tell }: Telling,
): Promise<Outcome<T>> {
  tell(true, null);
  let answer = await send();
  if (!answer.ok && answer.refusal.code === "confirm" && (await askPassword())) answer = await send();
  tell(false, answer.ok ? null : answer.refusal);
  return answer;
}

/** Of several requests that share one alert, the one that begins: what the others were refused for is gone. */
export function clearAll(...sent: readonly Pick<Sending<never, unknown>, "clear">[]): void {
  for (const { clear } of sent) clear();
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
