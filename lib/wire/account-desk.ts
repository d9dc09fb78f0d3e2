import type { Identity } from "#core/identity";
import type { Outcome } from "#core/outcome";
import type { LoggedSecurityEvent } from "#core/security/security-event";
import type { SecurityAsked, SecurityLine } from "./security.ts";
import type { ShareBody, Shares, ShareState } from "./share.ts";
import type {
  AccountChange,
  ApproveBody,
  CalendarLinks,
  ConfirmBody,
  Displays,
  Invitations,
  Invited,
  InviteBody,
  JoinBody,
  Offer,
  Pairing,
  PasswordBody,
  People,
  ResetBody,
  Seats,
  SignedIn,
  SignInBody,
} from "./accounts.ts";
import type { NewPasskeyBody, NewPasskeyOptions, PasskeyBody, PasskeyOptions } from "./passkey.ts";
import type { CodeBody, NewBackupCodes, NewSecondFactor, SecondFactor, SecondFactorBody } from "./second-factor.ts";

type PersonIdentity = Extract<Identity, { kind: "person" }>;
/** `Set-Cookie` values that must go out with the answer. */
export type WithCookies = { readonly cookies: readonly string[] };
type Done = Outcome<Record<never, never>>;

/** Signing in and out, and what a person may do with their own password and sessions. */
export type SessionDesk = {
  /** `too_many` for a minute after a handful of wrong tries. */
  signIn(body: SignInBody, headers: Headers): Promise<Outcome<WithCookies & SignedIn>>;
  /** The second step, where there is one. `unauthenticated`: begin with the password again. */
  giveCode(body: CodeBody, headers: Headers): Promise<Outcome<WithCookies>>;
  /** What one of one's passkeys must sign for that step; a new one every time. */
  askPasskey(headers: Headers): Promise<Outcome<PasskeyOptions>>;
  givePasskey(body: PasskeyBody, headers: Headers): Promise<Outcome<WithCookies>>;
  signOut(headers: Headers): Promise<WithCookies>;
  /** Cookies of a session that was prolonged. */
  prolong(headers: Headers): Promise<WithCookies>;
  /** Step-up: the password once more. */
  confirm(
    person: PersonIdentity,
    body: ConfirmBody,
    headers: Headers,
  ): Promise<Outcome<{ readonly confirmedUntil: number }>>;
  /** Step-up by a passkey instead. */
  askToConfirm(person: PersonIdentity, headers: Headers): Promise<Outcome<PasskeyOptions>>;
  confirmByPasskey(
    person: PersonIdentity,
    body: PasskeyBody,
    headers: Headers,
  ): Promise<Outcome<{ readonly confirmedUntil: number }>>;
  /** Ends all other sessions too. */
  changePassword(person: PersonIdentity, body: PasswordBody): Promise<Done>;
  list(person: PersonIdentity): Promise<Seats>;
  end(person: PersonIdentity, id: string): Promise<Done>;
  endOthers(person: PersonIdentity): Promise<void>;
};

/** Codes of an app, beside the password. */
export type SecondFactorDesk = {
  state(person: PersonIdentity, headers: Headers): Promise<SecondFactor>;
  /** A new key, which counts after `prove`. `conflict` where one is set up. */
  begin(person: PersonIdentity, body: SecondFactorBody, headers: Headers): Promise<Outcome<NewSecondFactor>>;
  /** The first code of the new key. Ends all sessions that were opened without; this one goes on under a new cookie. */
  prove(person: PersonIdentity, body: CodeBody, headers: Headers): Promise<Outcome<WithCookies>>;
  remove(person: PersonIdentity): Promise<Done>;
  /** Instead of all that there were. `conflict` without an app. */
  newBackupCodes(person: PersonIdentity): Promise<Outcome<NewBackupCodes>>;
  /** For somebody who lost the telephone: ends all their sessions too. */
  reset(by: PersonIdentity, id: string): Promise<Done>;
};

/** Keys on one's devices, beside the password. */
export type PasskeyDesk = {
  /** What a browser must make; a new challenge every time. `conflict` where browsers know no passkeys. */
  begin(person: PersonIdentity, headers: Headers): Promise<Outcome<NewPasskeyOptions>>;
  /** With the first second factor, all sessions end that were opened without; the answer's cookie is another's, with it. */
  add(person: PersonIdentity, body: NewPasskeyBody, headers: Headers): Promise<Outcome<WithCookies>>;
  remove(person: PersonIdentity, id: string): Promise<Done>;
};

/** What an administrator does with accounts. They are disabled and never removed: the log names them. */
export type PeopleDesk = {
  list(): Promise<People>;
  /** `conflict` for the last administrator. */
  change(by: PersonIdentity, id: string, change: AccountChange): Promise<Done>;
};

export type InvitationDesk = {
  invite(by: PersonIdentity, body: InviteBody): Promise<Outcome<Invited>>;
  list(): Promise<Invitations>;
  withdraw(by: PersonIdentity, id: string): Promise<Done>;
  /** What a link offers; null for one that is used, too old or unknown; `too_many` after many of those. */
  look(link: string, headers: Headers): Promise<Outcome<Offer | null>>;
  /** Makes the account, once per link, and signs in. */
  join(body: JoinBody, headers: Headers): Promise<Outcome<WithCookies>>;
};

/** Links for those who forgot their password. */
export type ResetDesk = {
  /** A newer one replaces it. */
  make(by: PersonIdentity, id: string): Promise<Outcome<Invited>>;
  /** Whose password a link sets, as an e-mail address; null for one that is used, too old or unknown; `too_many` after many of those. */
  look(link: string, headers: Headers): Promise<Outcome<string | null>>;
  /** Sets it, once per link, ends all that person's sessions, and signs in. */
  use(body: ResetBody, headers: Headers): Promise<Outcome<WithCookies & SignedIn>>;
};

export type DisplayDesk = {
  list(): Promise<Displays>;
  approve(by: PersonIdentity, body: ApproveBody): Promise<Outcome<{ readonly id: string; readonly name: string }>>;
  revoke(by: PersonIdentity, id: string): Promise<Done>;
  /** A new code for the screen that asks. */
  begin(headers: Headers): Promise<Outcome<WithCookies & { readonly pairing: Pairing }>>;
  /** How the pairing of the screen that asks stands; with the cookie that lets it in, once approved. */
  poll(headers: Headers): Promise<WithCookies & { readonly pairing: Pairing }>;
};

/** Links at which calendar programs read the times of a role. */
export type CalendarDesk = {
  /** The link is told once; only its hash is kept. */
  make(by: PersonIdentity, role: string): Promise<Outcome<{ readonly path: string }>>;
  /** One's own. */
  list(by: PersonIdentity): Promise<CalendarLinks>;
  /** One's own only. */
  revoke(by: PersonIdentity, id: string): Promise<Done>;
  /** For a link for this role that is not revoked, of an account that may sign in; `not_found` for others, `too_many` after many of them. */
  opens(role: string, link: string, headers: Headers): Promise<Outcome<null>>;
};

/** Links to the summary for whoever has no account. */
export type ShareDesk = {
  make(by: PersonIdentity, body: ShareBody): Promise<Outcome<Invited>>;
  list(): Promise<Shares>;
  revoke(by: PersonIdentity, id: string): Promise<Done>;
  /** What the link is now; opening it is noted. */
  look(token: string, headers: Headers): Promise<ShareState>;
};

/** The log of what matters to security. */
export type SecurityDesk = {
  /** Newest first. */
  list(asked: SecurityAsked): Promise<readonly LoggedSecurityEvent[]>;
  /** Oldest first, after this number; empty at the end. */
  lines(after: number): Promise<readonly SecurityLine[]>;
  /** A push with a key that is not configured; `too_many` after many of those. */
  pushRefused(headers: Headers): Promise<Outcome<null>>;
};

/** Everything about accounts that routes ask for. */
export type AccountDesk = {
  identify(headers: Headers): Promise<Identity>;
  /** better-auth's own routes, as far as they are open. */
  handler(request: Request): Promise<Response>;
  /** As the configuration says. */
  readonly votesNeedSecondFactor: boolean;
  readonly session: SessionDesk;
  readonly secondFactors: SecondFactorDesk;
  readonly passkeys: PasskeyDesk;
  readonly people: PeopleDesk;
  readonly invitations: InvitationDesk;
  readonly resets: ResetDesk;
  readonly displays: DisplayDesk;
  readonly calendars: CalendarDesk;
  readonly shares: ShareDesk;
  readonly security: SecurityDesk;
};
