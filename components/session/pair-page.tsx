"use client";

import { useEffect, type ReactNode } from "react";
import { loadPage, sitePath } from "#browser/site";
import { usePairing } from "#browser/use-pairing";

/** For a screen that nobody touches: a code as large as it fits, and then the wall, by itself. */
export function PairPage({ next }: { readonly next: string }): ReactNode {
  const { code, paired, trouble } = usePairing();
  useEffect(() => {
    if (paired) loadPage(next);
  }, [paired, next]);
  return (
    <main
      id="main"
      data-theme="dark"
      className="flex min-h-dvh flex-col items-center justify-center gap-[4vmin] overflow-hidden bg-ground px-4 py-8 text-center text-ink"
    >
      <h1 className="text-[clamp(1.5rem,4vmin,5rem)] font-semibold tracking-tight">
        {paired ? "This display is paired" : "Pair this display"}
      </h1>
      <p
        role="status"
        aria-label={code === null ? "The code is on its way" : `Code ${[...code].join(" ")}`}
        className="flex gap-[0.35em] text-[min(15vw,34vh)] leading-none font-bold tracking-[0.06em] whitespace-nowrap"
      >
        <span aria-hidden="true">{code === null ? "···" : code.slice(0, 3)}</span>
        <span aria-hidden="true">{code === null ? "···" : code.slice(3)}</span>
      </p>
      <p className="max-w-[32em] text-[clamp(1.125rem,3vmin,3.5rem)] text-soft text-balance">
        An administrator types this code under Settings, Displays. The screen then goes on by itself.
      </p>
      <p role="alert" className="min-h-[1.5em] text-[clamp(1rem,2.4vmin,3rem)] font-medium text-warn">
        {trouble === null ? "" : `${trouble} It is tried again by itself.`}
      </p>
      <p className="text-[clamp(1rem,2vmin,2.5rem)] text-soft">
        <a
          href={sitePath(`/sign-in?next=${encodeURIComponent(next)}`)}
          className="inline-flex min-h-11 items-center underline"
        >
          Sign in instead
        </a>
      </p>
    </main>
  );
}
