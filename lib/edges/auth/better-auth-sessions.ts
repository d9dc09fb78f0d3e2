import { betterAuth, type BetterAuthOptions } from "better-auth";
import { APIError } from "better-auth/api";
import { symmetricDecrypt, symmetricEncrypt, verifyPassword } from "better-auth/crypto";
import { twoFactor } from "better-auth/plugins/two-factor";
import { z } from "zod";
import { disciplineSchema } from "#core/plan/people";
import { accountRoleSchema, personSchema, type Person } from "#core/room/actor";
import { newBackupCodes } from "./backup-codes.ts";
import { secondStep } from "./better-auth-second-step.ts";
import type { CookieRules } from "./cookie-rules.ts";
import type { SessionLimits } from "./session-limits.ts";
import { rowsOf, type Pool } from "./sql.ts";
import { storedNameSchema } from "./stored-name.ts";

export type SessionsOptions = {
  readonly pool: Pool;
  readonly secret: string;
  readonly baseUrl: string;
  readonly limits: SessionLimits;
  readonly cookies: CookieRules;
};

const sessionSchema = z.object({
  session: z.object({
    id: z.string(),
    createdAt: z.date(),
    expiresAt: z.date(),
    confirmedAt: z.date().nullish(),
    secondFactorAt: z.date().nullish(),
  }),
  user: z.object({
    id: z.string(),
    name: storedNameSchema,
    email: z.string(),
    role: accountRoleSchema,
    // one that is not known any more must not lock anybody out
    discipline: disciplineSchema.nullish().catch(null),
    disabledAt: z.date().nullish(),
    twoFactorEnabled: z.boolean().nullish(),
  }),
});
const signedInSchema = z.object({ user: personSchema.extend({ name: storedNameSchema }) });
const codeNeededSchema = z.object({ twoFactorRedirect: z.literal(true) });
export type FoundSession = z.infer<typeof sessionSchema>;

/** What we use of better-auth: its sessions, their cookies, and its password hashes (scrypt, on Node's own threads). `hashOfNew` makes them. */
export type Sessions = {
  /** Its routes below /api/auth. */
  handler(request: Request): Promise<Response>;
  /** 200 with the session's cookie, 401, or 403 for a disabled account. */
  signIn(body: { readonly email: string; readonly password: string }, headers: Headers): Promise<Response>;
  /** Whom a sign-in that was right is of; null where a code is asked for first. */
  userIn(answer: Response): Promise<Person | null>;
  /** A new key and backup codes for whoever is signed in, instead of those that were not proven yet. */
  newSecondFactor(
    password: string,
    headers: Headers,
  ): Promise<{ readonly uri: string; readonly backupCodes: string[] }>;
  /** A code of an app or a backup code; of whoever is signed in, or else is signing in: then 200 has the session's cookie. */
  checkCode(code: { readonly code: string; readonly isBackup: boolean }, headers: Headers): Promise<Response>;
  /** Opens the session of whoever is signing in and has proven another second factor, once: then 200 has its cookie. */
  finishSignIn(headers: Headers): Promise<Response>;
  /** Another session, with a second factor, instead of the one of these headers: 200 has its cookie. */
  renew(headers: Headers): Promise<Response>;
  /** What is kept of a second factor, or null where it was written with another secret. */
  decrypt(kept: string): Promise<string | null>;
  encrypt(text: string): Promise<string>;
  signOut(headers: Headers): Promise<Response>;
  /** Rejects while the database is away. */
  find(headers: Headers): Promise<FoundSession | null>;
  /** Lengthens the session when it was last lengthened minutes ago. */
  prolong(headers: Headers): Promise<Headers>;
  verify(hash: string, password: string): Promise<boolean>;
};

/** An open page asks as often as this. */
const PROLONG_AFTER_SECONDS = 5 * 60;
const COOKIES = "holdpoint";

/** What better-auth's own code for a second factor is known by. */
const CODE_PATHS = /^\/two-factor\/verify-/;

/** Holds whoever gave the right password and owes a code. */
export function codeCookie({ prefix }: Pick<CookieRules, "prefix">): string {
  return `${prefix}${COOKIES}.two_factor`;
}

export function sessionCookie({ prefix }: Pick<CookieRules, "prefix">): string {
  return `${prefix}${COOKIES}.session_token`;
}

/** better-auth on our tables. */
export function openSessions(options: SessionsOptions): Sessions {
  const auth = betterAuth(settingsOf(options));
  return {
    handler: (request) => auth.handler(request),
    signIn: async (body, headers) => await auth.api.signInEmail({ body: { ...body }, headers, asResponse: true }),
    userIn: async (answer) => {
      const said: unknown = await answer.clone().json();
      return codeNeededSchema.safeParse(said).success ? null : signedInSchema.parse(said).user;
    },
    newSecondFactor: async (password, headers) => {
      const made = await auth.api.enableTwoFactor({ body: { password, method: "totp" }, headers });
      if (made.method !== "totp") throw new Error("better-auth made another second factor than codes of an app");
      return { uri: made.totpURI, backupCodes: made.backupCodes };
    },
    checkCode: async ({ code, isBackup }, headers) =>
      isBackup
        ? await auth.api.verifyBackupCode({ body: { code }, headers, asResponse: true })
        : await auth.api.verifyTOTP({ body: { code }, headers, asResponse: true }),
    finishSignIn: async (headers) => await auth.api.finishSignIn({ headers, asResponse: true }),
    renew: async (headers) => await auth.api.renewSession({ headers, asResponse: true }),
    encrypt: async (text) => {
      const { secretConfig } = await auth.$context;
      return await symmetricEncrypt({ key: secretConfig, data: text });
    },
    decrypt: async (kept) => {
      const { secretConfig } = await auth.$context;
      return await symmetricDecrypt({ key: secretConfig, data: kept }).catch(() => null);
    },
    signOut: async (headers) => await auth.api.signOut({ headers, asResponse: true }),
    find: async (headers) => {
      const found: unknown = await auth.api.getSession({ headers, query: { disableRefresh: true } });
      // of an account that cannot be read: nobody, who may sign in no further, rather than a request that fails
      return found === null ? null : (sessionSchema.safeParse(found).data ?? null);
    },
    prolong: async (headers) => (await auth.api.getSession({ headers, returnHeaders: true })).headers,
    verify: async (hash, password) => await isRight({ hash, password }),
  };
}

function settingsOf({ pool, secret, baseUrl, limits, cookies }: SessionsOptions) {
  return {
    appName: "Holdpoint",
    // a base address with a path is taken as the whole: theirs would not be added
    baseURL: `${baseUrl}/api/auth`,
    secret,
    database: pool,
    emailAndPassword: {
      ...{ enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
      password: { verify: isRight },
    },
    ...TABLES,
    session: { ...TABLES.session, expiresIn: Math.ceil(limits.idleMs / 1_000), updateAge: PROLONG_AFTER_SECONDS },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            await refuseDisabled(pool, session.userId);
            const at = new Date();
            const secondFactorAt = CODE_PATHS.test(context?.path ?? "") ? at : null;
            return { data: { ...session, confirmedAt: at, secondFactorAt } };
          },
        },
      },
    },
    advanced: {
      cookiePrefix: `${cookies.prefix}${COOKIES}`,
      // without a public address, https is known per request only: Secure is added there
      useSecureCookies: false,
      defaultCookieAttributes: { path: cookies.path, secure: cookies.secure ?? false },
      ipAddress: { ipAddressHeaders: ["x-holdpoint-peer"] },
      // prisma/drift.test.ts holds tables and schema together
      database: { validateSchema: false },
    },
    plugins: [
      twoFactor({
        issuer: "Holdpoint",
        schema: SECOND_FACTOR,
        backupCodeOptions: { customBackupCodesGenerate: newBackupCodes },
      }),
      secondStep(),
    ],
    telemetry: { enabled: false },
    logger: { disabled: true },
  } satisfies BetterAuthOptions;
}

/** No password is right where what is stored is no hash. */
async function isRight(given: { readonly hash: string; readonly password: string }): Promise<boolean> {
  return await verifyPassword({ ...given }).catch(() => false);
}

async function refuseDisabled(pool: Pool, userId: string): Promise<void> {
  const [user] = await rowsOf<{ disabled_at: Date | null }>(pool, 'select disabled_at from "user" where id = $1', [
    userId,
  ]);
  if (user?.disabled_at) throw new APIError("FORBIDDEN", { code: "ACCOUNT_DISABLED", message: "disabled" });
}

const WRITTEN = { createdAt: "created_at", updatedAt: "updated_at" } as const;
const OPTIONAL = { required: false, input: false } as const;

/** Their fields, under our columns' names. */
const TABLES = {
  user: {
    modelName: "user",
    fields: { ...WRITTEN, emailVerified: "email_verified" },
    additionalFields: {
      role: { type: "string", required: true, input: false, defaultValue: "executive" },
      discipline: { type: "string", ...OPTIONAL },
      disabledAt: { type: "date", fieldName: "disabled_at", ...OPTIONAL },
    },
  },
  session: {
    modelName: "session",
    fields: {
      ...WRITTEN,
      expiresAt: "expires_at",
      ipAddress: "ip_address",
      userAgent: "user_agent",
      userId: "user_id",
    },
    additionalFields: {
      confirmedAt: { type: "date", fieldName: "confirmed_at", ...OPTIONAL },
      secondFactorAt: { type: "date", fieldName: "second_factor_at", ...OPTIONAL },
    },
  },
  account: {
    modelName: "account",
    fields: {
      ...WRITTEN,
      accountId: "account_id",
      providerId: "provider_id",
      userId: "user_id",
      accessToken: "access_token",
      refreshToken: "refresh_token",
      idToken: "id_token",
      accessTokenExpiresAt: "access_token_expires_at",
      refreshTokenExpiresAt: "refresh_token_expires_at",
    },
  },
  verification: { modelName: "verification", fields: { ...WRITTEN, expiresAt: "expires_at" } },
} as const satisfies BetterAuthOptions;

const SECOND_FACTOR = {
  user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
  twoFactor: {
    modelName: "second_factor",
    fields: {
      userId: "user_id",
      backupCodes: "backup_codes",
      failedVerificationCount: "failed_verification_count",
      lockedUntil: "locked_until",
    },
  },
} as const;
