import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, getAuthoritativeSessionFromCtx } from "better-auth/api";
import { expireCookie, setSessionCookie } from "better-auth/cookies";

/** better-auth's name of the cookie; its prefix comes before. */
const COOKIE = "two_factor";

/**
 * Sessions for second factors that are not better-auth's. `finishSignIn`: the end of a sign-in whose second factor somebody else has proven: opens the session of the challenge in the browser's
 * cookie, once. better-auth does the same for its own codes only, and its plugin for passkeys signs in without a password.
 * `renewSession`: another session with a second factor in place of the browser's own, whose cookie somebody may have copied.
 */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- better-auth reads its endpoints off the type
export function secondStep() {
  return {
    id: "holdpoint-second-step",
    endpoints: {
      // no address of its own: whoever calls it has checked
      finishSignIn: createAuthEndpoint(
        "/two-factor/verify-passkey",
        { method: "POST", metadata: { SERVER_ONLY: true } },
        async (context) => {
          const { internalAdapter, createAuthCookie, secret } = context.context;
          const cookie = createAuthCookie(COOKIE);
          const challenge = await context.getSignedCookie(cookie.name, secret);
          const consumed = challenge ? await internalAdapter.consumeVerificationValue(challenge) : null;
          const user = consumed ? await internalAdapter.findUserById(consumed.value) : null;
          if (!user) throw new APIError("UNAUTHORIZED", { code: "INVALID_TWO_FACTOR_COOKIE", message: "over" });
          const session = await internalAdapter.createSession(user.id);
          await setSessionCookie(context, { session, user });
          expireCookie(context, cookie);
          return context.json({ token: session.token, user: { id: user.id, name: user.name } });
        },
      ),
      renewSession: createAuthEndpoint(
        "/two-factor/verify-new-passkey",
        { method: "POST", metadata: { SERVER_ONLY: true } },
        async (context) => {
          const { internalAdapter } = context.context;
          const found = await getAuthoritativeSessionFromCtx(context);
          if (!found) throw new APIError("UNAUTHORIZED", { code: "SESSION_NOT_FOUND", message: "over" });
          const session = await internalAdapter.createSession(found.user.id);
          await setSessionCookie(context, { session, user: found.user });
          await internalAdapter.deleteSession(found.session.token);
          return context.json({});
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
