// Read by next.config.js as well, which Node runs as it is.

/**
 * Where the pages are built, and for which path: Next fixes the path at build time, so that each has a folder of its own. The
 * root's is cleared by every build of the root, those of paths with it.
 *
 * @param {string | undefined} publicUrl What `HOLDPOINT_PUBLIC_URL` says.
 * @returns {{ basePath: string, distDir: string }}
 */
export function buildPlace(publicUrl) {
  const text = (publicUrl ?? "").trim();
  const pieces = text === "" || !URL.canParse(text) ? [] : new URL(text).pathname.split("/").filter(Boolean);
  if (pieces.length === 0) return { basePath: "", distDir: ".next" };
  return { basePath: `/${pieces.join("/")}`, distDir: `.next/under/${pieces.join("+")}` };
}
