import type { Outcome } from "#core/outcome";
import {
  calendarLinksSchema,
  calendarMadeSchema,
  confirmedSchema,
  displaysSchema,
  doneSchema,
  invitationsSchema,
  invitedSchema,
  pairingSchema,
  peopleAnswerSchema,
  seatsSchema,
  signedInSchema,
  type AccountChange,
  type ApproveBody,
  type CalendarLinks,
  type Displays,
  type Invitations,
  type Invited,
  type InviteBody,
  type JoinBody,
  type Pairing,
  type PasswordBody,
  type People,
  type ResetBody,
  type Seats,
  type SignedIn,
  type SignInBody,
} from "#wire/accounts";
import { ask } from "./api.ts";

type Done = Promise<Outcome<Record<string, never>>>;

export function signIn(body: SignInBody): Promise<Outcome<SignedIn>> {
  return ask("/api/v1/session", { schema: signedInSchema, method: "POST", body });
}

export function signOut(): Done {
  return ask("/api/v1/session", { schema: doneSchema, method: "DELETE" });
}

export function confirmPassword(password: string): Promise<Outcome<{ readonly confirmedUntil: number }>> {
  return ask("/api/v1/session/confirm", { schema: confirmedSchema, method: "POST", body: { password } });
}

export function changePassword(body: PasswordBody): Done {
  return ask("/api/v1/session/password", { schema: doneSchema, method: "PUT", body });
}

export function fetchSeats(signal?: AbortSignal): Promise<Outcome<Seats>> {
  return ask("/api/v1/session/all", { schema: seatsSchema, signal });
}

/** Without an id, all sessions but this one. */
export function endSession(id?: string): Done {
  const path = id === undefined ? "/api/v1/session/all" : `/api/v1/session/all/${encodeURIComponent(id)}`;
  return ask(path, { schema: doneSchema, method: "DELETE" });
}

export function fetchPeople(signal?: AbortSignal): Promise<Outcome<People>> {
  return ask("/api/v1/accounts/people", { schema: peopleAnswerSchema, signal });
}

export function changeAccount({ id, ...body }: AccountChange & { readonly id: string }): Done {
  return ask(`/api/v1/accounts/${encodeURIComponent(id)}`, { schema: doneSchema, method: "PUT", body });
}

/** A link with which this person sets a new password. */
export function makeResetLink(id: string): Promise<Outcome<Invited>> {
  return ask(`/api/v1/accounts/${encodeURIComponent(id)}/reset`, { schema: invitedSchema, method: "POST" });
}

export function resetPassword(body: ResetBody): Promise<Outcome<SignedIn>> {
  return ask("/api/v1/session/reset", { schema: signedInSchema, method: "POST", body });
}

export function fetchInvitations(signal?: AbortSignal): Promise<Outcome<Invitations>> {
  return ask("/api/v1/invitations", { schema: invitationsSchema, signal });
}

export function invite(body: InviteBody): Promise<Outcome<Invited>> {
  return ask("/api/v1/invitations", { schema: invitedSchema, method: "POST", body });
}

export function withdrawInvitation(id: string): Done {
  return ask(`/api/v1/invitations/${encodeURIComponent(id)}`, { schema: doneSchema, method: "DELETE" });
}

export function join(body: JoinBody): Done {
  return ask("/api/v1/invitations/join", { schema: doneSchema, method: "POST", body });
}

export function fetchDisplays(signal?: AbortSignal): Promise<Outcome<Displays>> {
  return ask("/api/v1/displays", { schema: displaysSchema, signal });
}

export function approveDisplay(body: ApproveBody): Done {
  return ask("/api/v1/displays", { schema: doneSchema, method: "POST", body });
}

export function revokeDisplay(id: string): Done {
  return ask(`/api/v1/displays/${encodeURIComponent(id)}`, { schema: doneSchema, method: "DELETE" });
}

/** How the pairing of this screen stands. */
export function fetchPairing(signal?: AbortSignal): Promise<Outcome<Pairing>> {
  return ask("/api/v1/displays/pairing", { schema: pairingSchema, signal });
}

/** A new code for this screen. */
export function beginPairing(): Promise<Outcome<Pairing>> {
  return ask("/api/v1/displays/pairing", { schema: pairingSchema, method: "POST" });
}

export function fetchCalendarLinks(signal?: AbortSignal): Promise<Outcome<CalendarLinks>> {
  return ask("/api/v1/calendar-links", { schema: calendarLinksSchema, signal });
}

/** The link is told now and never again. */
export function makeCalendarLink(body: { readonly role: string }): Promise<Outcome<{ readonly path: string }>> {
  return ask("/api/v1/calendar-links", { schema: calendarMadeSchema, method: "POST", body });
}

export function revokeCalendarLink(id: string): Done {
  return ask(`/api/v1/calendar-links/${encodeURIComponent(id)}`, { schema: doneSchema, method: "DELETE" });
}
