import { durationMs } from "#core/plan/when";

/** How long a session lives: so long after it was last used, and so long after the password was last given. */
export type SessionLimits = { readonly idleMs: number; readonly absoluteMs: number };

const HOUR_MS = 3_600_000;

/**
 * A page that is open asks every few minutes, so a night of 36 hours in front of it is no idle one. Whoever signs something
 * gives the password, and starts the absolute time anew: nobody is sent away in the middle of a rollout that they lead.
 */
export const SESSION_LIMITS: SessionLimits = { idleMs: 24 * HOUR_MS, absoluteMs: 14 * 24 * HOUR_MS };

/** As the configuration writes them: `24h`, `14d`. */
export function limitsOf({ idle, absolute }: { readonly idle: string; readonly absolute: string }): SessionLimits {
  return { idleMs: durationMs(idle), absoluteMs: durationMs(absolute) };
}
