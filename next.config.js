import { buildPlace } from "./lib/build-place.mjs";

const { basePath, distDir } = buildPlace(process.env.HOLDPOINT_PUBLIC_URL);

/** @type {import("next").NextConfig} */
const config = {
  basePath,
  distDir,
  // lib/browser/site.ts reads it
  env: { HOLDPOINT_BASE_PATH: basePath },
  compress: true,
  poweredByHeader: false,
  reactStrictMode: true,
  reactCompiler: true,
  // Types and lint are gates of their own; a build on a user's machine only builds.
  // Next writes a build's folder into the tsconfig.json that it finds, but not into one that extends another.
  typescript: { ignoreBuildErrors: true, ...(basePath !== "" && { tsconfigPath: "lib/pages.tsconfig.json" }) },
  // a path's pages are built once: writing the compiler's cache would take as long again
  experimental: { turbopackFileSystemCacheForBuild: basePath === "" },
  devIndicators: false,
  images: { unoptimized: true },
};

export default config;
