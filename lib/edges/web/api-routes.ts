import { z } from "zod";
import type { AccessRow } from "#core/access";
import { nameText } from "#core/text";
import {
  accountChangeSchema,
  approveBodySchema,
  calendarBodySchema,
  calendarLinksSchema,
  calendarMadeSchema,
  calendarQuerySchema,
  confirmBodySchema,
  confirmedSchema,
  displaysSchema,
  doneSchema,
  invitationsSchema,
  invitedSchema,
  inviteBodySchema,
  joinBodySchema,
  pairingSchema,
  passwordBodySchema,
  peopleAnswerSchema,
  resetBodySchema,
  seatsSchema,
  signedInSchema,
  signInBodySchema,
} from "#wire/accounts";
import { channelsSchema, channelTestedSchema } from "#wire/channels";
import { draftBodySchema, draftsSchema } from "#wire/draft";
import { frameSchema, targetReadingSchema } from "#wire/frame";
import { historySchema, seriesSchema } from "#wire/history";
import { incidentSchema } from "#wire/incident";
import { pushBatchSchema, pushReceiptSchema } from "#wire/push";
import { historyQuerySchema, latestQuerySchema, rateBodySchema, seriesQuerySchema } from "#wire/query";
import { marksQuerySchema, replayMarksSchema, replayQuerySchema, replaySchema } from "#wire/replay";
import { archiveBodySchema, rolloutsSchema } from "#wire/rollouts";
import { briefsSchema, reportQuerySchema, reportsSchema, summaryQuerySchema, summarySchema } from "#wire/papers";
import { securityEventsSchema, securityQuerySchema } from "#wire/security";
import { shareBodySchema, sharesSchema } from "#wire/share";
import { rolloutSchema } from "#wire/rollout";
import {
  accountsSchema,
  logHeadSchema,
  logPageSchema,
  logQuerySchema,
  planAnswerSchema,
  roomSchema,
} from "#wire/room-log";
import { newPasskeyBodySchema, newPasskeyOptionsSchema, passkeyBodySchema, passkeyOptionsSchema } from "#wire/passkey";
import {
  backupCodesSchema,
  codeBodySchema,
  newSecondFactorSchema,
  secondFactorBodySchema,
  secondFactorSchema,
} from "#wire/second-factor";
import { sessionSchema } from "#wire/session";

/** What one address takes and answers, as far as its row of the access table does not say it. */
export type ApiRoute = {
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
  /** 200, where nothing else is said. */
  readonly status?: number;
  /** JSON, where nothing else is said. */
  readonly type?: string;
  /** It may have nothing to say yet: 204. */
  readonly mayBeEmpty?: true;
  readonly pushKey?: true;
};

/** Rows of the access table that are addresses of the API; commands have a page of their own each. */
export type ApiRow = Exclude<
  Extract<AccessRow, `${string} /api/v1/${string}`>,
  "POST /api/v1/commands/{verb}" | "GET /api/v1/openapi.json"
>;

const faultList = z.object({ active: z.array(z.unknown()) });
const faultQuery = z.strictObject({ fault: nameText({ most: 60 }).optional() });
const targets = z.object({ targets: z.array(targetReadingSchema) });
const display = z.object({ id: z.string(), name: z.string() });

/** A row without a line here is an error of the type: no address stays undescribed. */
export const API_ROUTES: Readonly<Record<ApiRow, ApiRoute>> = {
  "GET /api/v1/rollout": { summary: "The rollout: its dates, clock, phases and metrics", answer: rolloutSchema },
  "GET /api/v1/plan": { summary: "The plan, with its defaults", answer: planAnswerSchema },
  "GET /api/v1/room": { summary: "What has been decided so far", answer: roomSchema },
  "GET /api/v1/targets": { summary: "Every target as it is now", answer: targets },
  "GET /api/v1/targets/{targetId}/history": {
    summary: "A target over time, in steps of equal length",
    query: historyQuerySchema,
    answer: historySchema,
  },
  "GET /api/v1/series": { summary: "Metrics over time", query: seriesQuerySchema, answer: seriesSchema },
  "GET /api/v1/replay": {
    summary: "The war room as it was at a past moment",
    query: replayQuerySchema,
    answer: replaySchema,
  },
  "GET /api/v1/replay/marks": {
    summary: "Gates, alerts and decisions of the whole rollout, by moment",
    query: marksQuerySchema,
    answer: replayMarksSchema,
  },
  "GET /api/v1/rollouts": { summary: "Every rollout, those that are archived too", answer: rolloutsSchema },
  "POST /api/v1/rollouts/{id}/archive": {
    summary: "Put a rollout away that is over",
    body: archiveBodySchema,
    answer: doneSchema,
  },
  "POST /api/v1/rollouts/{id}/reopen": {
    summary: "Take an archived rollout out again",
    body: archiveBodySchema,
    answer: doneSchema,
  },
  "GET /api/v1/frames/latest": {
    summary: "The newest frame of a view",
    query: latestQuerySchema,
    answer: frameSchema,
    mayBeEmpty: true,
  },
  "GET /api/v1/log": { summary: "Events of the log, oldest first", query: logQuerySchema, answer: logPageSchema },
  "GET /api/v1/log.ndjson": {
    summary: "The whole log, one event a line, with what proves it",
    answer: z.string(),
    type: "application/x-ndjson",
  },
  "GET /api/v1/log/head": { summary: "Where the log ends, signed", answer: logHeadSchema },
  "GET /api/v1/incidents/{id}": {
    summary: "An incident's record: timeline, decisions and what was measured",
    answer: incidentSchema,
  },
  "GET /api/v1/incidents/{id}/review": {
    summary: "The draft of an incident's review",
    answer: z.string(),
    type: "text/markdown",
  },
  "GET /api/v1/reports": { summary: "The plan's reports", answer: reportsSchema },
  "GET /api/v1/reports/{id}": {
    summary: "A report as it stands now: Markdown, HTML or JSON",
    query: reportQuerySchema,
    answer: z.string(),
    type: "text/markdown",
  },
  "GET /api/v1/briefs": { summary: "Every brief that is due", answer: briefsSchema },
  "GET /api/v1/summary": {
    summary: "The executive summary",
    query: summaryQuerySchema,
    answer: summarySchema,
  },
  "GET /api/v1/shares": { summary: "Open links to the summary", answer: sharesSchema },
  "POST /api/v1/shares": {
    summary: "Make a link to the summary, for whoever has no account",
    body: shareBodySchema,
    answer: invitedSchema,
    status: 201,
  },
  "DELETE /api/v1/shares/{id}": { summary: "Revoke a link to the summary", answer: doneSchema },
  "GET /api/v1/checkpoints/{id}/drafts": { summary: "Everybody's drafts of a checkpoint", answer: draftsSchema },
  "PUT /api/v1/checkpoints/{id}/draft": {
    summary: "Keep your draft",
    body: draftBodySchema,
    answer: z.object({ savedAt: z.number() }),
  },
  "DELETE /api/v1/checkpoints/{id}/draft": { summary: "Throw your draft away", answer: doneSchema },
  "GET /api/v1/channels": {
    summary: "How people outside are told, and what could not be delivered",
    answer: channelsSchema,
  },
  "POST /api/v1/channels/{id}/test": {
    summary: "Send yourself a test message now; `ok` says whether the other side took it",
    answer: channelTestedSchema,
  },
  "POST /api/v1/channels/dead-letters/{id}/retry": {
    summary: "Try a message again that was given up on",
    answer: doneSchema,
  },
  "GET /api/v1/session": { summary: "Who is looking", answer: sessionSchema },
  "POST /api/v1/session": { summary: "Sign in", body: signInBodySchema, answer: signedInSchema },
  "POST /api/v1/session/code": {
    summary: "The second step of signing in, where there is one",
    body: codeBodySchema,
    answer: doneSchema,
  },
  "POST /api/v1/session/passkey": {
    summary: "A challenge for a passkey, as the second step of signing in",
    answer: passkeyOptionsSchema,
  },
  "PUT /api/v1/session/passkey": {
    summary: "The second step of signing in, by a passkey",
    body: passkeyBodySchema,
    answer: doneSchema,
  },
  "POST /api/v1/session/passkeys/new": {
    summary: "A challenge for a new passkey of yours",
    answer: newPasskeyOptionsSchema,
  },
  "POST /api/v1/session/passkeys": {
    summary: "Keep the passkey that the browser made",
    body: newPasskeyBodySchema,
    answer: doneSchema,
    status: 201,
  },
  "DELETE /api/v1/session/passkeys/{id}": { summary: "Remove a passkey of yours", answer: doneSchema },
  "POST /api/v1/session/backup-codes": {
    summary: "New backup codes, told once; the old ones are over",
    answer: backupCodesSchema,
    status: 201,
  },
  "GET /api/v1/session/second-factor": { summary: "Your second factor", answer: secondFactorSchema },
  "POST /api/v1/session/second-factor": {
    summary: "A key for an app; it counts when a code of it was right",
    body: secondFactorBodySchema,
    answer: newSecondFactorSchema,
    status: 201,
  },
  "PUT /api/v1/session/second-factor": {
    summary: "Set up your second factor with the first code of the app",
    body: codeBodySchema,
    answer: doneSchema,
  },
  "DELETE /api/v1/session/second-factor": { summary: "Turn off your second factor", answer: doneSchema },
  "DELETE /api/v1/session": { summary: "Sign out", answer: doneSchema },
  "POST /api/v1/session/confirm": {
    summary: "Give the password again, before a signature",
    body: confirmBodySchema,
    answer: confirmedSchema,
  },
  "POST /api/v1/session/confirm/passkey": {
    summary: "A challenge for a passkey, before a signature",
    answer: passkeyOptionsSchema,
  },
  "PUT /api/v1/session/confirm/passkey": {
    summary: "Use a passkey instead of the password, before a signature",
    body: passkeyBodySchema,
    answer: confirmedSchema,
  },
  "PUT /api/v1/session/password": { summary: "Change your password", body: passwordBodySchema, answer: doneSchema },
  "POST /api/v1/session/reset": {
    summary: "Set the password that a link is for",
    body: resetBodySchema,
    answer: signedInSchema,
  },
  "GET /api/v1/session/all": { summary: "Where you are signed in", answer: seatsSchema },
  "DELETE /api/v1/session/all": { summary: "End all your other sessions", answer: doneSchema },
  "DELETE /api/v1/session/all/{id}": { summary: "End one of your sessions", answer: doneSchema },
  "GET /api/v1/accounts": { summary: "Who can be put to a role", answer: accountsSchema },
  "GET /api/v1/accounts/people": { summary: "Everybody, the disabled too", answer: peopleAnswerSchema },
  "PUT /api/v1/accounts/{id}": { summary: "Change an account", body: accountChangeSchema, answer: doneSchema },
  "DELETE /api/v1/accounts/{id}/second-factor": {
    summary: "Reset the second factor of somebody who lost it",
    answer: doneSchema,
  },
  "POST /api/v1/accounts/{id}/reset": {
    summary: "Make a link that sets a new password",
    answer: invitedSchema,
    status: 201,
  },
  "GET /api/v1/invitations": { summary: "Invitations that nobody has used yet", answer: invitationsSchema },
  "POST /api/v1/invitations": {
    summary: "Invite somebody",
    body: inviteBodySchema,
    answer: invitedSchema,
    status: 201,
  },
  "DELETE /api/v1/invitations/{id}": { summary: "Withdraw an invitation", answer: doneSchema },
  "POST /api/v1/invitations/join": {
    summary: "Make the account that a link offers",
    body: joinBodySchema,
    answer: doneSchema,
    status: 201,
  },
  "GET /api/v1/security-events": {
    summary: "Sign-ins, roles, links and displays, newest first",
    query: securityQuerySchema,
    answer: securityEventsSchema,
  },
  "GET /api/v1/security-events.ndjson": {
    summary: "The whole security log, one event a line",
    answer: z.string(),
    type: "application/x-ndjson",
  },
  "GET /api/v1/displays": { summary: "Paired displays", answer: displaysSchema },
  "POST /api/v1/displays": { summary: "Let a display in", body: approveBodySchema, answer: display, status: 201 },
  "DELETE /api/v1/displays/{id}": { summary: "Lock a display out", answer: doneSchema },
  "GET /api/v1/displays/pairing": { summary: "How this display's pairing stands", answer: pairingSchema },
  "POST /api/v1/displays/pairing": { summary: "A new code for this display", answer: pairingSchema },
  "GET /api/v1/calendar-links": { summary: "Your links for calendar programs", answer: calendarLinksSchema },
  "POST /api/v1/calendar-links": {
    summary: "Make a link for calendar programs; it is told once",
    body: calendarBodySchema,
    answer: calendarMadeSchema,
    status: 201,
  },
  "DELETE /api/v1/calendar-links/{id}": { summary: "Revoke a calendar link", answer: doneSchema },
  "GET /api/v1/calendar/{role}": {
    summary: "The times of a role as iCalendar, for whoever holds a link; the role may end in .ics",
    query: calendarQuerySchema,
    answer: z.string(),
    type: "text/calendar",
  },
  "POST /api/v1/demo/clock": {
    summary: "Set the speed of a rehearsal",
    body: rateBodySchema,
    answer: rolloutSchema.shape.clock,
  },
  "GET /api/v1/demo/faults": { summary: "Faults of the demo that are on", answer: faultList },
  "POST /api/v1/demo/faults": { summary: "Switch a fault of the demo on", body: z.unknown(), answer: faultList },
  "DELETE /api/v1/demo/faults": { summary: "Switch one fault off, or all", query: faultQuery, answer: faultList },
  "POST /api/v1/samples": {
    summary: "Push samples; stored before they are acknowledged",
    body: pushBatchSchema,
    answer: pushReceiptSchema,
    status: 202,
    pushKey: true,
  },
};
