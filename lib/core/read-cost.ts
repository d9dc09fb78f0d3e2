import type { AccessRow } from "./access.ts";

type ReadRow = Extract<AccessRow, `GET /api/v1/${string}` | `PAGE /${"summary" | "share/{token}"}`>;

/** Read from the store, or written out at length: a few are answered at once, of one visitor and of all. */
const HEAVY = "heavy";
/** From memory, or a few rows found by their key. */
const LIGHT = "light";

/** What an answer costs. A reading address of the API without a line here is an error of the type; `forRoles` reads it. */
const READ_COST: Readonly<Record<ReadRow, typeof HEAVY | typeof LIGHT>> = {
  "GET /api/v1/targets/{targetId}/history": HEAVY,
  "GET /api/v1/series": HEAVY,
  "GET /api/v1/replay": HEAVY,
  "GET /api/v1/replay/marks": HEAVY,
  "GET /api/v1/rollouts": HEAVY,
  "GET /api/v1/log": HEAVY,
  "GET /api/v1/log.ndjson": HEAVY,
  "GET /api/v1/security-events": HEAVY,
  "GET /api/v1/security-events.ndjson": HEAVY,
  "GET /api/v1/incidents/{id}": HEAVY,
  "GET /api/v1/incidents/{id}/review": HEAVY,
  "GET /api/v1/reports/{id}": HEAVY,
  "GET /api/v1/briefs": HEAVY,
  "GET /api/v1/summary": HEAVY,
  "GET /api/v1/calendar/{role}": HEAVY,
  "PAGE /summary": HEAVY,
  "PAGE /share/{token}": HEAVY,
  "GET /api/v1/rollout": LIGHT,
  "GET /api/v1/plan": LIGHT,
  "GET /api/v1/room": LIGHT,
  "GET /api/v1/targets": LIGHT,
  "GET /api/v1/frames/latest": LIGHT,
  "GET /api/v1/log/head": LIGHT,
  "GET /api/v1/reports": LIGHT,
  "GET /api/v1/shares": LIGHT,
  "GET /api/v1/checkpoints/{id}/drafts": LIGHT,
  "GET /api/v1/channels": LIGHT,
  "GET /api/v1/session": LIGHT,
  "GET /api/v1/session/all": LIGHT,
  "GET /api/v1/session/second-factor": LIGHT,
  "GET /api/v1/accounts": LIGHT,
  "GET /api/v1/accounts/people": LIGHT,
  "GET /api/v1/invitations": LIGHT,
  "GET /api/v1/displays": LIGHT,
  "GET /api/v1/displays/pairing": LIGHT,
  "GET /api/v1/calendar-links": LIGHT,
  "GET /api/v1/demo/faults": LIGHT,
  "GET /api/v1/openapi.json": LIGHT,
};

export function isHeavy(row: AccessRow): boolean {
  return Object.hasOwn(READ_COST, row) && READ_COST[row as ReadRow] === HEAVY;
}
