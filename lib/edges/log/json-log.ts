import pino from "pino";
import type { Log } from "#engine/ports";

/** JSON lines on standard error, so that standard output stays the operator's. Secrets are never passed to it. */
export function openLog(level: "debug" | "info" | "warn" | "error" | "silent"): Log {
  const logger = pino({ level, timestamp: pino.stdTimeFunctions.isoTime, base: null }, pino.destination(2));
  return {
    info: (about, message) => logger.info(about, message),
    warn: (about, message) => logger.warn(about, message),
    error: (about, message) => logger.error(about, message),
  };
}
