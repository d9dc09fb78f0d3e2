import { z } from "zod";
import { runAsChild } from "../child/run-as-child.ts";
import { clockSettingSchema } from "../clock-reading.ts";
import { startAnalyzer, type Analyzer } from "./analyzer.ts";

const startSchema = z.object({
  seed: z.number(),
  storePort: z.number(),
  cachePort: z.number(),
  holdpointUrl: z.url(),
  pushKey: z.string(),
  clock: clockSettingSchema,
  prefix: z.string(),
});
const running: { analyzer: Analyzer | null } = { analyzer: null };

runAsChild(
  {
    start: async (body) => {
      running.analyzer = await startAnalyzer(startSchema.parse(body));
      return { port: running.analyzer.port, controlPort: running.analyzer.controlPort };
    },
    clock: (body) => {
      running.analyzer?.setClock(clockSettingSchema.parse(body));
      return null;
    },
  },
  async () => running.analyzer?.close(),
);
