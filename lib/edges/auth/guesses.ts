import { accept, type Outcome } from "#core/outcome";
import type { Attempts } from "./attempts.ts";
import { callerOf } from "./caller.ts";

/** Wrong ones that one peer may try within a minute. Calendars and programs that push come again by themselves. */
const MOST_WRONG = { share: 60, calendar: 120, join: 30, reset: 30, code: 30, push: 120 } as const;

/**
 * The rule for every link and key that somebody could guess at: what is right always opens, and only what is wrong is
 * counted, by peer. `too_many` past the budget, and then nothing is written any more.
 */
export async function countGuess(
  attempts: Attempts,
  kind: keyof typeof MOST_WRONG,
  headers: Headers,
): Promise<Outcome<null>> {
  return await attempts.count({ [`${kind} from ${callerOf(headers).peer}`]: MOST_WRONG[kind] });
}

/** The sign-in was right: its tries were no guesses, and the peer's on this account are forgotten. */
export async function forgiveSignIn(attempts: Attempts, email: string, peer: string): Promise<void> {
  await attempts.forget(`sign-in ${email} ${peer}`);
  await attempts.forgive([`sign-in from ${peer}`, `sign-in ${email}`]);
}

/** What a link opens, or null for one that there is not; looking without any is no guess. */
export async function lookOrGuess<T>(
  attempts: Attempts,
  { kind, link, headers }: { readonly kind: "join" | "reset"; readonly link: string; readonly headers: Headers },
  open: () => Promise<T | null>,
): Promise<Outcome<T | null>> {
  if (link === "") return accept(null);
  const found = await open();
  if (found !== null) return accept(found);
  const counted = await countGuess(attempts, kind, headers);
  return counted.ok ? accept(null) : counted;
}
