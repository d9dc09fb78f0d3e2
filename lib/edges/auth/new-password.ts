import { hashPassword } from "better-auth/crypto";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { Attempts } from "./attempts.ts";

/** Whose password it becomes: what others know of them is what others try first. */
type Whose = { readonly name: string; readonly email: string };

/** Of the estimate's five, 0 to 4: from here on more than a hundred million guesses are needed. */
const ENOUGH = 3;
/** The estimate takes ever longer for more of either, and holds everything else up while it does. */
const CHARACTERS = 100;
const WORDS = 20;
/** Per minute and address: whoever has a link could go on asking. */
const TRIES = 10;

/** The word itself in other languages: the estimate's lists are English. */
const PASSWORD_WORDS = [
  ...["passwort", "kennwort", "motdepasse", "contraseña", "contrasena", "clave", "senha", "wachtwoord", "haslo"],
  ...["heslo", "parola", "lösenord", "losenord", "salasana", "jelszo", "пароль", "parol", "sifre", "sandi"],
];

const TOO_EASY = "is among those that are tried first: use a longer phrase of words that nobody would guess";

/**
 * The hash of a password that is being set: the only way to one for what somebody typed. `invalid` at `at`, the field
 * of the request, where the password is a common one or made of the person's own name and address; `too_many` after some tries.
 */
export type HashOfNew = (password: string, whose: Whose, at: string) => Promise<Outcome<string>>;

type Estimate = (password: string, known: string[]) => number;

export function hashingNew(attempts: Attempts): HashOfNew {
  let loading: Promise<Estimate> | null = null;
  return async (password, whose, at) => {
    const counted = await attempts.count({ [`new password of ${whose.email}`]: TRIES });
    if (!counted.ok) return counted;
    loading ??= load();
    const estimate = await loading;
    if (estimate(password.slice(0, CHARACTERS), known(whose)) < ENOUGH)
      return refuse("invalid", `This password ${TOO_EASY}.`, [{ path: at, message: TOO_EASY }]);
    return accept(await hashPassword(password));
  };
}

/** Its lists take memory and most of a second: whoever sets no password does without. */
async function load(): Promise<Estimate> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return (password, words) => estimator.check(password, words).score;
}

function known({ name, email }: Whose): string[] {
  const parts = `${name} ${email}`.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 2);
  const whole = [email, email.split("@", 1)[0] ?? "", name, name.replace(/\s+/g, ""), "holdpoint"];
  return [...[...whole, ...parts].map((word) => word.slice(0, CHARACTERS)).slice(0, WORDS), ...PASSWORD_WORDS];
}
