import { accept, refuse, type Outcome } from "#core/outcome";
import { headIn, publicKeyOf, type SignedHead } from "./signed-head.ts";

/** `--public-key` as it was typed; refused when it is no key. */
export function givenKey(text: string): Outcome<string> {
  return publicKeyOf(text)
    ? accept(text)
    : refuse("invalid", "--public-key is no Ed25519 public key: it is 43 letters, and stands on the page Log.");
}

/** The head in a text of `--since`, as a report or a mail carries it; null where none was given. */
export function givenHead(text: string | undefined): Outcome<SignedHead | null> {
  // Markdown writes its underscores as \_
  const head = text === undefined ? null : headIn(text.replaceAll("\\", ""));
  if (text === undefined || head !== null) return accept(head);
  const sentence = "--since holds no signed head: it looks like hp2.<rollout>.<number>.… and stands in every report.";
  return refuse("invalid", sentence);
}
