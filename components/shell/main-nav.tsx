"use client";

import { usePathname } from "next/navigation";
import Link from "next/link";
import { useEffect, useRef, type ReactNode } from "react";
import { useRollout } from "#browser/use-rollout";
import { AlertCount } from "#components/live/alert-count";

const PLACES = [
  { href: "/", label: "Overview" },
  { href: "/summary", label: "Summary" },
  { href: "/preflight", label: "Pre-flight" },
  { href: "/launch", label: "Launch" },
  { href: "/checkpoints", label: "Checkpoints" },
  { href: "/alerts", label: "Alerts" },
  { href: "/traffic", label: "Traffic" },
  { href: "/segments", label: "Segments" },
  { href: "/schedule", label: "Schedule" },
  { href: "/criteria", label: "Criteria" },
  { href: "/sprint", label: "Sprint" },
  { href: "/checklist", label: "Checklist" },
  { href: "/reports", label: "Reports" },
  { href: "/log", label: "Log" },
  { href: "/wall?view=overview,segments,checkpoints,sprint", label: "Wall" },
] as const;
const DEMO = { href: "/demo", label: "Demo" } as const;
const SETTINGS = { href: "/settings", label: "Settings" } as const;

/** The ways through the room. Where they do not fit side by side they scroll, with the current one in sight. */
export function MainNav(): ReactNode {
  const list = useRef<HTMLElement>(null);
  const path = usePathname();
  const isDemo = useRollout().data?.demo === true;
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>("[aria-current]");
    if (current && list.current) list.current.scrollLeft = current.offsetLeft - list.current.clientWidth / 3;
  }, [path, isDemo]);
  const places = [...PLACES, ...(isDemo ? [DEMO] : []), SETTINGS];
  return (
    <nav
      ref={list}
      aria-label="Main"
      className="relative flex min-w-0 [scrollbar-width:thin] overflow-x-auto max-lg:order-last max-lg:basis-full"
    >
      {places.map((place) => (
        <Link
          key={place.href}
          href={place.href}
          aria-current={isWithin(path, place.href) ? "page" : undefined}
          className="inline-flex min-h-12 flex-none items-center border-b-2 border-transparent px-3 font-medium whitespace-nowrap text-soft -outline-offset-2 hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink"
        >
          {place.label}
          {place.href === "/alerts" && <AlertCount />}
        </Link>
      ))}
    </nav>
  );
}

/** A checkpoint's page lies within the checkpoints. */
function isWithin(path: string, href: string): boolean {
  return path === href || (href !== "/" && path.startsWith(`${href}/`));
}
