"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import { keepCookie, sitePath } from "#browser/site";

const REFRESH_MS = 30_000;
const OLD_MS = 2 * 60_000;
const YEAR_S = 31_536_000;
const LINK = "inline-flex min-h-11 items-center rounded-md px-3 font-medium text-soft hover:bg-raised hover:text-ink";

type Props = { readonly look: string; readonly at: number; readonly isShared: boolean };

/** All that is alive on the page: it stays up to date, remembers the look, says when it is old, and prints. */
export function SummaryTools({ look, at, isShared }: Props): ReactNode {
  const router = useRouter();
  const [old, setOld] = useState(false);
  useEffect(() => {
    keepCookie("holdpoint_look", look, YEAR_S);
  }, [look]);
  useEffect(() => {
    const renew = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, REFRESH_MS);
    return () => clearInterval(renew);
  }, [router]);
  useEffect(() => {
    // a new `at` is a page that was made anew
    const age = setTimeout(() => setOld(true), OLD_MS);
    return () => {
      clearTimeout(age);
      setOld(false);
    };
  }, [at]);
  return (
    <div className="flex flex-wrap items-center gap-1 print:hidden">
      {old && <strong className="mr-2 text-warn">This page is more than two minutes old</strong>}
      {!isShared && (
        <>
          <a href={sitePath("/")} className={LINK}>
            War room
          </a>
          <a href={sitePath("/reports")} className={LINK}>
            Reports and sharing
          </a>
        </>
      )}
      <button type="button" onClick={() => window.print()} className={LINK}>
        Print
      </button>
    </div>
  );
}
