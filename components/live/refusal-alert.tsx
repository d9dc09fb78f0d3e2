import { ExternalLink } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import type { Refusal } from "#core/outcome";
import { sitePath } from "#browser/site";
import { FormAlert } from "#components/ui/form-alert";
import { LINK } from "../ui/field-looks.ts";

type Props = {
  readonly refusal: Refusal | null;
  /** Instead of the refusal's own words, where they are said at a field. */
  readonly says?: string | null;
};

/** Why a form of somebody signed in was not taken; where their session has ended meanwhile, with the way back in. */
export function RefusalAlert({ refusal, says = null }: Props): ReactNode {
  const isSignedOut = refusal?.code === "unauthenticated";
  return (
    <>
      <FormAlert>{isSignedOut ? SIGNED_OUT : (says ?? refusal?.message ?? null)}</FormAlert>
      {isSignedOut && <SignInLink />}
    </>
  );
}

const SIGNED_OUT =
  "Your session has ended, so nothing was done. Sign in in a new tab, come back here and try again: what you typed stays.";

/** In a tab of its own, for the form that it is beside holds what was typed. */
function SignInLink(): ReactNode {
  const path = usePathname();
  return (
    <a
      href={sitePath(`/sign-in?next=${encodeURIComponent(path)}`)}
      target="_blank"
      rel="noopener"
      className={`gap-2 self-start ${LINK}`}
    >
      Sign in
      <ExternalLink aria-hidden="true" className="icon" />
      <span className="sr-only">, in a new tab</span>
    </a>
  );
}
