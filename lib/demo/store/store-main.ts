import { z } from "zod";
import { runAsChild } from "../child/run-as-child.ts";
import { startStoreServer, type StoreServer } from "./store-server.ts";

const startSchema = z.object({ seed: z.number(), port: z.number() });
const running: { server: StoreServer | null } = { server: null };

runAsChild(
  {
    start: async (body) => {
      running.server = await startStoreServer(startSchema.parse(body));
      return { port: running.server.port };
    },
  },
  async () => running.server?.close(),
);
