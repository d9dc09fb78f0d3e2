"use client";

import { SunMoon } from "lucide-react";
import type { ReactNode } from "react";
import { chooseTheme, shownTheme } from "#browser/theme";

/** Swaps light and dark. */
export function ThemeToggle(): ReactNode {
  return (
    <button
      type="button"
      onClick={() => chooseTheme(shownTheme() === "dark" ? "light" : "dark")}
      className="grid size-11 place-items-center rounded-md text-soft hover:bg-raised hover:text-ink"
    >
      <SunMoon aria-hidden="true" className="icon" />
      <span className="sr-only">Swap light and dark</span>
    </button>
  );
}
