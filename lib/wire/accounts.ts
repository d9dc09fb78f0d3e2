import { z } from "zod";
import { disciplineSchema } from "#core/plan/people";
import { accountSchema } from "#core/room/actor";
import { draftText, idText, lowerText, nameText } from "#core/text";

/** Roles that an account can have; `display` is a screen's. */
const roleSchema = z.enum(["admin", "operator", "lead", "executive"]);
export type PersonRole = z.infer<typeof roleSchema>;

const emailSchema = lowerText(254).pipe(z.email("must be an e-mail address"));
const nameSchema = nameText({ most: 120 });
const newPasswordSchema = z
  .string()
  .min(10, "must be at least 10 characters")
  .max(128, "must be at most 128 characters");
/** A password to be compared: whatever was typed. */
export const passwordSchema = z.string().min(1, "must not be empty").max(1_000);
const linkSchema = nameText({ most: 200 });

/** `POST /api/v1/session`. */
export const signInBodySchema = z.strictObject({
  email: lowerText(254),
  password: passwordSchema,
});
export type SignInBody = z.infer<typeof signInBodySchema>;
/** `codeNeeded`: nobody is signed in yet, and one of `by` is next: `POST /api/v1/session/code`, or a passkey, first `POST /api/v1/session/passkey`. */
export const signedInSchema = z.object({ codeNeeded: z.boolean(), by: z.array(z.enum(["code", "passkey"])) });
export type SignedIn = z.infer<typeof signedInSchema>;

/** `POST /api/v1/session/confirm`. */
export const confirmBodySchema = z.strictObject({ password: passwordSchema });
export type ConfirmBody = z.infer<typeof confirmBodySchema>;
/** Until when no password is asked for before a signature, epoch ms of real time. */
export const confirmedSchema = z.object({ confirmedUntil: z.number() });

/** `PUT /api/v1/session/password`. */
export const passwordBodySchema = z.strictObject({ current: passwordSchema, next: newPasswordSchema });
export type PasswordBody = z.infer<typeof passwordBodySchema>;

const seatSchema = z.object({
  id: z.string(),
  signedInAt: z.number(),
  seenAt: z.number(),
  address: z.string().nullable(),
  agent: z.string().nullable(),
  /** The one that asks. */
  current: z.boolean(),
});
/** `GET /api/v1/session/all`: where somebody is signed in. */
export const seatsSchema = z.object({ sessions: z.array(seatSchema) });
export type Seats = z.infer<typeof seatsSchema>;

const personRowSchema = accountSchema.extend({
  email: z.string(),
  createdAt: z.number(),
  disabledAt: z.number().nullable(),
  /** Has set up a second factor. */
  secondFactor: z.boolean(),
});
/** `GET /api/v1/accounts/people`: everybody, as an administrator sees them. */
export const peopleAnswerSchema = z.object({ people: z.array(personRowSchema) });
export type People = z.infer<typeof peopleAnswerSchema>;

/** `PUT /api/v1/accounts/{id}`: what an administrator decides about an account; what is left out stays as it is by then. */
export const accountChangeSchema = z
  .strictObject({
    role: roleSchema.optional(),
    discipline: disciplineSchema.nullable().optional(),
    disabled: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "must say what changes: role, discipline or disabled");
export type AccountChange = z.infer<typeof accountChangeSchema>;

/** `POST /api/v1/invitations`. */
export const inviteBodySchema = z.strictObject({
  email: emailSchema,
  role: roleSchema,
  discipline: disciplineSchema.nullable(),
});
export type InviteBody = z.infer<typeof inviteBodySchema>;
/** The link's path: shown once, kept as a hash only. */
export const invitedSchema = z.object({ path: z.string(), expiresAt: z.number() });
export type Invited = z.infer<typeof invitedSchema>;

const invitationRowSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: z.string(),
  discipline: z.string().nullable(),
  invitedBy: z.string().nullable(),
  expiresAt: z.number(),
});
/** `GET /api/v1/invitations`: those that nobody has used yet. */
export const invitationsSchema = z.object({ invitations: z.array(invitationRowSchema) });
export type Invitations = z.infer<typeof invitationsSchema>;

/** What a link offers to whoever holds it; `email` is null where they say it themselves. */
export type Offer = { readonly email: string | null; readonly role: string; readonly discipline: string | null };

/** `POST /api/v1/invitations/join`: makes the account and signs in. `email` counts for the setup link only. */
export const joinBodySchema = z.strictObject({
  link: linkSchema,
  email: emailSchema.optional(),
  name: nameSchema,
  password: newPasswordSchema,
});
export type JoinBody = z.infer<typeof joinBodySchema>;

/** `POST /api/v1/session/reset`: sets the password that a link is for, once. */
export const resetBodySchema = z.strictObject({ link: linkSchema, password: newPasswordSchema });
export type ResetBody = z.infer<typeof resetBodySchema>;

const displayRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  pairedBy: z.string().nullable(),
  pairedAt: z.number(),
  seenAt: z.number().nullable(),
});
/** `GET /api/v1/displays`: paired and not revoked. */
export const displaysSchema = z.object({ displays: z.array(displayRowSchema) });
export type Displays = z.infer<typeof displaysSchema>;

/** `POST /api/v1/displays`: lets the screen that shows this code in. */
export const approveBodySchema = z.strictObject({
  code: z
    .string()
    .toUpperCase()
    .transform((code) => code.replace(/[^A-Z0-9]/g, ""))
    .pipe(z.string().length(6, "must be the six characters on the screen")),
  name: nameText({ most: 60 }),
});
export type ApproveBody = z.infer<typeof approveBodySchema>;

/** `POST` and `GET /api/v1/displays/pairing`: what the screen itself asks. */
export const pairingSchema = z.discriminatedUnion("state", [
  z.object({ state: z.literal("waiting"), code: z.string(), expiresAt: z.number() }),
  z.object({ state: z.literal("paired"), name: z.string() }),
  /** No code, or one that is too old: ask for a new one. */
  z.object({ state: z.literal("none") }),
]);
export type Pairing = z.infer<typeof pairingSchema>;

/** `POST /api/v1/calendar-links`: a link for a calendar program, for a role of the plan. */
export const calendarBodySchema = z.strictObject({ role: idText });
/** Its path, told once. */
export const calendarMadeSchema = z.object({ path: z.string() });
/** `GET /api/v1/calendar-links`: one's own that are not revoked. */
export const calendarLinksSchema = z.object({
  links: z.array(z.object({ id: z.string(), role: z.string(), madeAt: z.number(), seenAt: z.number().nullable() })),
});
export type CalendarLinks = z.infer<typeof calendarLinksSchema>;
export const calendarQuerySchema = z.strictObject({ link: draftText(200).default("") });

export const doneSchema = z.object({});
