import { keepCookie } from "./site.ts";

/** Cookie that holds a chosen theme, so that the server can render it and nothing flashes. */
const THEME_COOKIE = "holdpoint_theme";
export type Theme = "light" | "dark";

/** Sets the theme at once and for a year; null follows the system again. */
export function chooseTheme(theme: Theme | null): void {
  const root = document.documentElement;
  if (theme === null) delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
  keepCookie(THEME_COOKIE, theme, 31_536_000);
}

/** What is shown now: chosen, or the system's. */
export function shownTheme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
