import type { Outcome } from "#core/outcome";
import { doneSchema, invitedSchema, type Invited } from "#wire/accounts";
import { briefsSchema, reportsSchema, type Briefs, type Reports } from "#wire/papers";
import { sharesSchema, type ShareBody, type Shares } from "#wire/share";
import { ask } from "./api.ts";

export function fetchReports(signal?: AbortSignal): Promise<Outcome<Reports>> {
  return ask("/api/v1/reports", { schema: reportsSchema, signal });
}

export function fetchBriefs(signal?: AbortSignal): Promise<Outcome<Briefs>> {
  return ask("/api/v1/briefs", { schema: briefsSchema, signal });
}

export function fetchShares(signal?: AbortSignal): Promise<Outcome<Shares>> {
  return ask("/api/v1/shares", { schema: sharesSchema, signal });
}

export function makeShare(body: ShareBody): Promise<Outcome<Invited>> {
  return ask("/api/v1/shares", { schema: invitedSchema, method: "POST", body });
}

export function revokeShare(id: string): Promise<Outcome<Record<string, never>>> {
  return ask(`/api/v1/shares/${encodeURIComponent(id)}`, { schema: doneSchema, method: "DELETE" });
}
