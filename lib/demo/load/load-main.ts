import { z } from "zod";
import { runAsChild } from "../child/run-as-child.ts";
import { clockSettingSchema } from "../clock-reading.ts";
import { startLoad, type Load } from "./load-generator.ts";

const startSchema = z.object({ origin: z.url(), seed: z.number(), clock: clockSettingSchema });
const running: { load: Load | null } = { load: null };

runAsChild(
  {
    start: (body) => {
      running.load = startLoad(startSchema.parse(body));
      return null;
    },
    clock: (body) => {
      running.load?.setClock(clockSettingSchema.parse(body));
      return null;
    },
  },
  async () => running.load?.close(),
);
