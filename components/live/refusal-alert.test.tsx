import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { RefusalAlert } from "./refusal-alert.tsx";

vi.mock("next/navigation", () => ({ usePathname: () => "/checkpoints/first" }));

test("whoever's session has ended is led to sign in, in a tab of its own, and back to this page", () => {
  const refusal = { code: "unauthenticated", message: "Sign in first; a display has to be paired first." } as const;
  const drawn = renderToStaticMarkup(<RefusalAlert refusal={refusal} />);
  expect(drawn).toContain("Your session has ended, so nothing was done.");
  expect(drawn).toContain('href="/sign-in?next=%2Fcheckpoints%2Ffirst" target="_blank"');
  expect(drawn).not.toContain("Sign in first");
});

test("any other refusal says what it says, or what is said of its fields", () => {
  const refusal = { code: "conflict", message: "This poll is over." } as const;
  expect(renderToStaticMarkup(<RefusalAlert refusal={refusal} />)).toContain("This poll is over.");
  expect(renderToStaticMarkup(<RefusalAlert refusal={refusal} says="Look." />)).toMatch(/Look\./);
  expect(renderToStaticMarkup(<RefusalAlert refusal={null} />)).toBe('<div role="alert" class="empty:absolute"></div>');
});
