import { isIP } from "node:net";

/** The address under which browsers open Holdpoint, as `HOLDPOINT_PUBLIC_URL` says it. */
export type PublicUrl = {
  /** `https://example.com/holdpoint`: no slash at the end, so that a path can follow. */
  readonly url: string;
  /** `https://example.com`. */
  readonly origin: string;
  /** `example.com`, with its port where it has one. */
  readonly host: string;
  /** `/holdpoint`; empty at the root. */
  readonly path: string;
  readonly isHttps: boolean;
};

const LONGEST = 500;
const EXAMPLE = "as https://example.com or https://example.com/holdpoint";
/** Nothing that anybody between the browser and Holdpoint writes in another way. */
const PIECE = /^(?!\.{1,2}$)[A-Za-z0-9._~-]{1,100}$/;

/** What is wrong with the text of `HOLDPOINT_PUBLIC_URL`, in words that follow "HOLDPOINT_PUBLIC_URL: "; null when nothing is. */
export function publicUrlFault(text: string): string | null {
  const wanted = text.trim();
  if (wanted.length > LONGEST) return `is longer than ${LONGEST} characters`;
  if (!/^https?:\/\//i.test(wanted)) return `must begin with https:// or http://, ${EXAMPLE}`;
  const [, authority = "", path = ""] = /^https?:\/\/([^/?#\\]*)([^?#]*)/i.exec(wanted) ?? [];
  if (authority.includes("@")) return "must not hold a user or a password";
  if (/[?#]/.test(wanted)) return "must end with the path: no ? and no #";
  if (!URL.canParse(wanted)) return `"${wanted}" is not an address, ${EXAMPLE}`;
  const { hostname } = new URL(wanted);
  if (/^(0\.0\.0\.0|\[::\])$/.test(hostname))
    return `"${hostname}" is no address that a browser can open: name the host, ${EXAMPLE}`;
  const bad = piecesOf(path).find((piece) => !PIECE.test(piece));
  if (bad !== undefined || path.includes("\\") || path.includes("//"))
    return `its path may hold letters, digits and . _ ~ - between single slashes, not "${path}"`;
  return null;
}

/** The address in a text that `publicUrlFault` found right. */
export function publicUrlOf(text: string): PublicUrl {
  const { origin, host, pathname, protocol } = new URL(text.trim());
  const path = piecesOf(pathname)
    .map((piece) => `/${piece}`)
    .join("");
  return { url: `${origin}${path}`, origin, host, path, isHttps: protocol === "https:" };
}

function piecesOf(path: string): readonly string[] {
  return path.split("/").filter((piece) => piece !== "");
}

/** The name in a `Host` header or an origin's host, without its port: `example.com`, `10.0.0.5`, `::1`. */
export function hostNameOf(host: string): string {
  const trimmed = host.trim().toLowerCase();
  const bracketed = /^\[([^\]]*)\](:\d*)?$/.exec(trimmed)?.[1];
  if (bracketed !== undefined) return bracketed;
  const bare = isIP(trimmed) ? trimmed : trimmed.replace(/:\d*$/, "");
  return bare.replace(/\.$/, "");
}
