import { usePathname, useRouter } from "next/navigation";
import { useCallback, useEffect } from "react";
import type { EpochMs } from "#core/time";
import { hrefAt, keptHref, momentText } from "./replay-address.ts";

export type Travel = {
  /** Shows another moment on the same page; the way back in the browser is not filled with every step. */
  go(at: EpochMs): void;
  /** The same page, live. */
  leave(): void;
};

export function useReplayTravel(): Travel {
  const router = useRouter();
  const go = useCallback((at: EpochMs) => {
    window.history.replaceState(null, "", hrefAt(hereText(), momentText(at)));
  }, []);
  const leave = useCallback(() => router.push(hrefAt(hereText(), null)), [router]);
  return { go, leave };
}

/** Links and `router.push` know nothing of a replay: whatever is clicked leads to the same moment, in another tab too. */
export function useKeptMoment(moment: string): void {
  const router = useRouter();
  const path = usePathname();
  useEffect(() => {
    const keep = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
      if (!link || link.hasAttribute("download") || link.dataset["live"] !== undefined) return;
      const href = keptHref(link.href, window.location, moment);
      if (href === null) return;
      link.href = href;
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target) return;
      event.preventDefault();
      event.stopPropagation();
      router.push(href);
    };
    // before the link's own listener, which would lead to the page as it is now
    document.addEventListener("click", keep, true);
    document.addEventListener("auxclick", keep, true);
    return () => {
      document.removeEventListener("click", keep, true);
      document.removeEventListener("auxclick", keep, true);
    };
  }, [router, path, moment]);
}

function hereText(): string {
  const { pathname, search, hash } = window.location;
  return `${pathname}${search}${hash}`;
}
