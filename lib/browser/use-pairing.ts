import { useEffect, useState } from "react";
import { beginPairing, fetchPairing } from "./accounts.ts";
import type { Outcome } from "#core/outcome";
import type { Pairing } from "#wire/accounts";

const ASK_EVERY_MS = 2_000;
const ASK_AFTER_REFUSAL_MS = 15_000;

export type PairingState = {
  /** Null until there is a code. */
  readonly code: string | null;
  readonly expiresAt: number | null;
  readonly paired: boolean;
  /** Why there is no code, or none that can be trusted; null while all is well. */
  readonly trouble: string | null;
};

/** Shows a code until somebody approves it, and gets a new one by itself when it is too old. */
export function usePairing(): PairingState {
  const [state, setState] = useState<PairingState>({ code: null, expiresAt: null, paired: false, trouble: null });
  useEffect(() => {
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const answer = await pairingNow(leaving.signal);
      if (leaving.signal.aborted) return;
      setState((before) => stateAfter(before, answer));
      if (answer.ok && answer.value.state === "paired") return;
      timer = setTimeout(() => void ask(), answer.ok ? ASK_EVERY_MS : ASK_AFTER_REFUSAL_MS);
    };
    void ask();
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, []);
  return state;
}

async function pairingNow(signal: AbortSignal): Promise<Outcome<Pairing>> {
  const known = await fetchPairing(signal);
  return known.ok && known.value.state === "none" && !signal.aborted ? await beginPairing() : known;
}

function stateAfter(before: PairingState, answer: Outcome<Pairing>): PairingState {
  if (!answer.ok) return { ...before, trouble: answer.refusal.message };
  const { value } = answer;
  if (value.state === "waiting") return { code: value.code, expiresAt: value.expiresAt, paired: false, trouble: null };
  return { ...before, paired: value.state === "paired", trouble: null };
}
