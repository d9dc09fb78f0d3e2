import pino from "pino";
import type { Log } from "#engine/ports";
import { sparingLog } from "./sparing-log.ts";

/** JSON lines on standard error, so that standard output stays the operator's. Secrets are never passed to it. */
export function openLog(level: "debug" | "info" | "warn" | "error" | "silent"): Log {
  const destination = pino.destination(2);
  // whoever read the log may be gone: what it is about goes on
  destination.on("error", () => undefined);
  const logger = pino({ level, timestamp: pino.stdTimeFunctions.isoTime, base: null }, destination);
  return sparingLog({
    info: (about, message) => logger.info(about, message),
    warn: (about, message) => logger.warn(about, message),
    error: (about, message) => logger.error(about, message),
  });
}
