import type { Identity } from "./identity.ts";
import type { AccountRole } from "./room/actor.ts";

/** Who may knock: an account's role, a paired display, or somebody whom nobody knows. */
export type Visitor = AccountRole | "nobody";

const ADMIN = ["admin"] as const;
/** Who decides about the rollout. */
const LEADING = ["admin", "lead"] as const;
/** People who run the rollout. */
const STAFF = ["admin", "operator", "lead"] as const;
const PEOPLE = [...STAFF, "executive"] as const;
/** Whoever may look. */
const VIEWERS = [...PEOPLE, "display"] as const;
const EVERYBODY = [...VIEWERS, "nobody"] as const;

type Place = `${"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} /${string}` | `PAGE /${string}` | `SOCKET ${string}`;

/**
 * Who may do what: every address, page and event of the socket. `forRoles` and the pages' guard read it, and a test compares
 * it with what there is. A command has its own roles in lib/engine/commands.ts, which decide after this table.
 */
export const ACCESS = {
  "PAGE /": VIEWERS,
  "PAGE /alerts": VIEWERS,
  "PAGE /alerts/{id}": VIEWERS,
  "PAGE /checkpoints": VIEWERS,
  "PAGE /checkpoints/{id}": VIEWERS,
  "PAGE /checklist": VIEWERS,
  "PAGE /criteria": VIEWERS,
  "PAGE /demo": VIEWERS,
  "PAGE /launch": VIEWERS,
  "PAGE /log": VIEWERS,
  "PAGE /preflight": VIEWERS,
  "PAGE /reports": VIEWERS,
  "PAGE /schedule": VIEWERS,
  "PAGE /rollouts": VIEWERS,
  "PAGE /segments": VIEWERS,
  "PAGE /sprint": VIEWERS,
  "PAGE /summary": VIEWERS,
  "PAGE /targets/{id}": VIEWERS,
  "PAGE /traffic": VIEWERS,
  "PAGE /wall": VIEWERS,
  "PAGE /settings": PEOPLE,
  "PAGE /settings/security": ADMIN,
  "PAGE /sign-in": EVERYBODY,
  "PAGE /setup": EVERYBODY,
  "PAGE /join": EVERYBODY,
  "PAGE /reset": EVERYBODY,
  "PAGE /pair": EVERYBODY,
  // whoever holds the link
  "PAGE /share/{token}": EVERYBODY,

  "GET /api/v1/rollout": VIEWERS,
  "GET /api/v1/plan": VIEWERS,
  "GET /api/v1/room": VIEWERS,
  "GET /api/v1/targets": VIEWERS,
  "GET /api/v1/targets/{targetId}/history": VIEWERS,
  "GET /api/v1/series": VIEWERS,
  "GET /api/v1/replay": VIEWERS,
  "GET /api/v1/replay/marks": VIEWERS,
  "GET /api/v1/rollouts": VIEWERS,
  "POST /api/v1/rollouts/{id}/archive": LEADING,
  "POST /api/v1/rollouts/{id}/reopen": LEADING,
  "GET /api/v1/frames/latest": VIEWERS,
  "GET /api/v1/log": VIEWERS,
  "GET /api/v1/log.ndjson": PEOPLE,
  "GET /api/v1/log/head": PEOPLE,
  "GET /api/v1/incidents/{id}": PEOPLE,
  "GET /api/v1/incidents/{id}/review": PEOPLE,

  "GET /api/v1/reports": VIEWERS,
  "GET /api/v1/reports/{id}": VIEWERS,
  "GET /api/v1/briefs": VIEWERS,
  "GET /api/v1/summary": VIEWERS,
  "GET /api/v1/shares": STAFF,
  "POST /api/v1/shares": STAFF,
  "DELETE /api/v1/shares/{id}": STAFF,

  "POST /api/v1/commands/{verb}": PEOPLE,
  "GET /api/v1/checkpoints/{id}/drafts": STAFF,
  "PUT /api/v1/checkpoints/{id}/draft": STAFF,
  "DELETE /api/v1/checkpoints/{id}/draft": STAFF,

  "GET /api/v1/channels": STAFF,
  "POST /api/v1/channels/{id}/test": STAFF,
  "POST /api/v1/channels/dead-letters/{id}/retry": STAFF,

  "GET /api/v1/session": EVERYBODY,
  "POST /api/v1/session": EVERYBODY,
  "DELETE /api/v1/session": EVERYBODY,
  "POST /api/v1/session/confirm": PEOPLE,
  "POST /api/v1/session/confirm/passkey": PEOPLE,
  "PUT /api/v1/session/confirm/passkey": PEOPLE,
  "POST /api/v1/session/code": EVERYBODY,
  // whoever has given the right password in this browser
  "POST /api/v1/session/passkey": EVERYBODY,
  "PUT /api/v1/session/passkey": EVERYBODY,
  "GET /api/v1/session/second-factor": PEOPLE,
  "POST /api/v1/session/second-factor": PEOPLE,
  "PUT /api/v1/session/second-factor": PEOPLE,
  "DELETE /api/v1/session/second-factor": PEOPLE,
  "POST /api/v1/session/backup-codes": PEOPLE,
  "POST /api/v1/session/passkeys": PEOPLE,
  "POST /api/v1/session/passkeys/new": PEOPLE,
  "DELETE /api/v1/session/passkeys/{id}": PEOPLE,
  "PUT /api/v1/session/password": PEOPLE,
  // whoever holds the link
  "POST /api/v1/session/reset": EVERYBODY,
  "GET /api/v1/session/all": PEOPLE,
  "DELETE /api/v1/session/all": PEOPLE,
  "DELETE /api/v1/session/all/{id}": PEOPLE,

  "GET /api/v1/accounts": PEOPLE,
  "GET /api/v1/accounts/people": ADMIN,
  "PUT /api/v1/accounts/{id}": ADMIN,
  "POST /api/v1/accounts/{id}/reset": ADMIN,
  "DELETE /api/v1/accounts/{id}/second-factor": ADMIN,
  "GET /api/v1/invitations": ADMIN,
  "POST /api/v1/invitations": ADMIN,
  "DELETE /api/v1/invitations/{id}": ADMIN,
  // whoever holds the link
  "POST /api/v1/invitations/join": EVERYBODY,
  "GET /api/v1/security-events": ADMIN,
  "GET /api/v1/security-events.ndjson": ADMIN,
  "GET /api/v1/displays": ADMIN,
  "POST /api/v1/displays": ADMIN,
  "DELETE /api/v1/displays/{id}": ADMIN,
  // a screen that nobody let in yet
  "GET /api/v1/displays/pairing": EVERYBODY,
  "POST /api/v1/displays/pairing": EVERYBODY,

  "GET /api/v1/calendar-links": PEOPLE,
  "POST /api/v1/calendar-links": PEOPLE,
  "DELETE /api/v1/calendar-links/{id}": PEOPLE,
  // calendar programs send no cookies: whoever holds the link
  "GET /api/v1/calendar/{role}": EVERYBODY,

  // the demo only, which answers "not found" in production
  "POST /api/v1/demo/clock": STAFF,
  "GET /api/v1/demo/faults": VIEWERS,
  "POST /api/v1/demo/faults": STAFF,
  "DELETE /api/v1/demo/faults": STAFF,

  // asks for a push key instead
  "POST /api/v1/samples": EVERYBODY,
  // better-auth's own door: sign-on through a provider
  "GET /api/auth/{all}": EVERYBODY,
  "POST /api/auth/{all}": EVERYBODY,
  // "there is no such address"
  "GET /api/{rest}": EVERYBODY,
  "POST /api/{rest}": EVERYBODY,
  "PUT /api/{rest}": EVERYBODY,
  "PATCH /api/{rest}": EVERYBODY,
  "DELETE /api/{rest}": EVERYBODY,

  "GET /healthz": EVERYBODY,
  "GET /readyz": EVERYBODY,
  "GET /metrics": EVERYBODY,
  "GET /api/v1/openapi.json": EVERYBODY,
  "GET /schema/holdpoint.json": EVERYBODY,
  "GET /schema/plan.json": EVERYBODY,

  "SOCKET connect": VIEWERS,
  "SOCKET join": VIEWERS,
  "SOCKET leave": VIEWERS,
  "SOCKET follow": VIEWERS,
  "SOCKET ping": VIEWERS,
} as const satisfies Readonly<Record<Place, readonly Visitor[]>>;

export type AccessRow = keyof typeof ACCESS;

type ChangingRow = Extract<AccessRow, `${"POST" | "PUT" | "PATCH" | "DELETE"} /api/v1/${string}`>;

/** Gives a right, takes one from somebody, or says who somebody is: the password must have been given lately. */
const AGAIN = "confirm";
/** The password or the link itself comes with it. */
const PROVES = "carries its own proof";
/** Takes away a right of one's own; whoever lost a telephone must not be slowed. */
const GIVES_UP = "gives up a right";
const ROOM = "changes the room, whose commands say for themselves what is a signature";
const NO_RIGHT = "gives nobody a right";

/**
 * Which changes ask for the password, or the second factor, again after 15 minutes, and why the others do not. A changing
 * address without a line here is an error of the type; `forRoles` reads it.
 */
export const STEP_UP: Readonly<Record<ChangingRow, string>> = {
  "PUT /api/v1/accounts/{id}": AGAIN,
  "POST /api/v1/accounts/{id}/reset": AGAIN,
  "DELETE /api/v1/accounts/{id}/second-factor": AGAIN,
  "DELETE /api/v1/session/second-factor": AGAIN,
  "POST /api/v1/session/backup-codes": AGAIN,
  "POST /api/v1/session/passkeys": AGAIN,
  "POST /api/v1/session/passkeys/new": AGAIN,
  "DELETE /api/v1/session/passkeys/{id}": AGAIN,
  "POST /api/v1/invitations": AGAIN,
  "DELETE /api/v1/invitations/{id}": AGAIN,
  "POST /api/v1/displays": AGAIN,
  "DELETE /api/v1/displays/{id}": AGAIN,
  // read without an account from then on
  "POST /api/v1/shares": AGAIN,
  "POST /api/v1/calendar-links": AGAIN,
  "DELETE /api/v1/shares/{id}": GIVES_UP,
  "DELETE /api/v1/calendar-links/{id}": GIVES_UP,
  "DELETE /api/v1/session": GIVES_UP,
  "DELETE /api/v1/session/all": GIVES_UP,
  "DELETE /api/v1/session/all/{id}": GIVES_UP,
  "POST /api/v1/session": PROVES,
  "POST /api/v1/session/confirm": PROVES,
  "POST /api/v1/session/confirm/passkey": NO_RIGHT,
  "PUT /api/v1/session/confirm/passkey": PROVES,
  "POST /api/v1/session/code": PROVES,
  "POST /api/v1/session/passkey": NO_RIGHT,
  "PUT /api/v1/session/passkey": PROVES,
  "POST /api/v1/session/second-factor": PROVES,
  "PUT /api/v1/session/second-factor": PROVES,
  "PUT /api/v1/session/password": PROVES,
  "POST /api/v1/session/reset": PROVES,
  "POST /api/v1/invitations/join": PROVES,
  "POST /api/v1/samples": PROVES,
  "POST /api/v1/displays/pairing": NO_RIGHT,
  "POST /api/v1/commands/{verb}": ROOM,
  "POST /api/v1/rollouts/{id}/archive": ROOM,
  "POST /api/v1/rollouts/{id}/reopen": ROOM,
  "PUT /api/v1/checkpoints/{id}/draft": ROOM,
  "DELETE /api/v1/checkpoints/{id}/draft": ROOM,
  // the room decided already who is told what
  "POST /api/v1/channels/{id}/test": NO_RIGHT,
  "POST /api/v1/channels/dead-letters/{id}/retry": NO_RIGHT,
  "POST /api/v1/demo/clock": NO_RIGHT,
  "POST /api/v1/demo/faults": NO_RIGHT,
  "DELETE /api/v1/demo/faults": NO_RIGHT,
};

export function asksAgain(row: AccessRow): boolean {
  return Object.hasOwn(STEP_UP, row) && STEP_UP[row as ChangingRow] === AGAIN;
}

/** As whom the table knows somebody. */
export function visitorOf(identity: Identity): Visitor {
  return identity.kind === "person" ? identity.account.role : identity.kind;
}

export function mayEnter(row: AccessRow, identity: Identity): boolean {
  const allowed: readonly Visitor[] = ACCESS[row];
  return allowed.includes(visitorOf(identity));
}
