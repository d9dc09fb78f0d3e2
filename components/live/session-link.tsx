"use client";

import { usePathname } from "next/navigation";
import Link from "next/link";
import { CircleUser, LogIn, Monitor } from "lucide-react";
import type { ReactNode } from "react";
import { sitePath } from "#browser/site";
import { useOwnSession } from "#browser/use-session";
import { ShortName } from "./short-name.tsx";

const LOOK =
  "inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-md px-2 font-medium text-soft hover:bg-raised hover:text-ink";

/** Who this browser is: a person, who gets to their settings by it, or a display, where somebody may sign in. */
export function SessionLink(): ReactNode {
  const session = useOwnSession();
  const path = usePathname();
  if (session === null) return null;
  if (session.kind === "person")
    return (
      <Link href="/settings" className={LOOK} aria-current={path === "/settings" ? "page" : undefined}>
        <CircleUser aria-hidden="true" className="icon" />
        <ShortName className="max-w-[16ch] max-sm:sr-only">{session.account.name}</ShortName>
        <span className="sr-only">, settings</span>
      </Link>
    );
  const Icon = session.kind === "display" ? Monitor : LogIn;
  return (
    // a document of its own, outside of the room
    <a href={sitePath(`/sign-in?next=${encodeURIComponent(path)}`)} className={LOOK}>
      <Icon aria-hidden="true" className="icon" />
      <span className="max-sm:sr-only">{session.kind === "display" ? `${session.name}: sign in` : "Sign in"}</span>
    </a>
  );
}
