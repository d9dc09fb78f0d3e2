import { z } from "zod";
import { runAsChild } from "../child/run-as-child.ts";
import { startCacheServer, type CacheServer } from "./cache-server.ts";

const startSchema = z.object({ port: z.number() });
const running: { server: CacheServer | null } = { server: null };

runAsChild(
  {
    start: async (body) => {
      running.server = await startCacheServer(startSchema.parse(body));
      return { port: running.server.port };
    },
  },
  async () => running.server?.close(),
);
