import { isIP } from "node:net";
import { accept, refuse, type Outcome } from "#core/outcome";
import { hostNameOf, type PublicUrl } from "#edges/public-url";

/** Where browsers make and offer passkeys: a host's name, and the origins of the pages that may ask there. */
export type PasskeySite = { readonly rpId: string; readonly origins: readonly string[] };

/**
 * By the public address where one is set, else by the name that was asked. `conflict` with what to do where browsers know no
 * passkeys; whether a page came by https is for the browser to see, which makes none elsewhere.
 */
export function passkeySite(publicUrl: PublicUrl | null, headers: Headers): Outcome<PasskeySite> {
  const host = publicUrl?.host ?? headers.get("host")?.trim().toLowerCase() ?? "";
  const rpId = hostNameOf(host);
  const isHere = rpId === "localhost" || rpId.endsWith(".localhost");
  const where = publicUrl === null ? "Open Holdpoint" : `HOLDPOINT_PUBLIC_URL says ${publicUrl.url}: let it be`;
  if (rpId === "" || isIP(rpId) > 0)
    return refuse(
      "conflict",
      `Passkeys belong to a name, not to an address such as ${rpId || "none"}. ${where} under a name with https, or as http://localhost on this machine.`,
    );
  if (publicUrl !== null && !publicUrl.isHttps && !isHere)
    return refuse("conflict", `Passkeys need https. ${where} an address with https.`);
  const origins = publicUrl ? [publicUrl.origin] : [`https://${host}`, ...(isHere ? [`http://${host}`] : [])];
  return accept({ rpId, origins });
}
