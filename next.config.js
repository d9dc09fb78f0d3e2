/** @type {import("next").NextConfig} */
const config = {
  compress: true,
  poweredByHeader: false,
  reactStrictMode: true,
  reactCompiler: true,
  // Types and lint are gates of their own; a build on a user's machine only builds.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  images: { unoptimized: true },
};

export default config;
