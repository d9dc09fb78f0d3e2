import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { keptHref, type AskedMoment } from "#browser/replay-address";
import { sitePath } from "#browser/site";

/** Links and `router.push` know nothing of a replay: whatever is clicked leads to the same moment, in another tab too. */
export function useKeptMoment(moment: AskedMoment): void {
  const router = useRouter();
  const path = usePathname();
  useEffect(() => {
    const keep = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
      if (!link || link.hasAttribute("download") || link.dataset["live"] !== undefined) return;
      const href = keptHref(link.href, window.location, moment);
      if (href === null) return;
      link.href = sitePath(href);
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
