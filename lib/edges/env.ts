import { z } from "zod";
import { wholeInText } from "#core/bounds";
import { accept, refuse, type Outcome } from "#core/outcome";
import { trustedProxyFault } from "./peer-address.ts";
import { parameterFault } from "./postgres-parameters.ts";
import { publicUrlFault, publicUrlOf } from "./public-url.ts";

const text = z.string().trim().min(1);

/** Reverse proxies whose word on the peer's address is taken. */
const proxies = z
  .string()
  .transform((list) => list.split(",").flatMap((entry) => entry.trim() || []))
  .superRefine((entries, context) => {
    for (const entry of entries) {
      const fault = trustedProxyFault(entry);
      if (fault !== null) context.addIssue({ code: "custom", message: fault });
    }
  });

const publicUrl = z
  .string()
  .superRefine((wanted, context) => {
    const fault = publicUrlFault(wanted);
    if (fault !== null) context.addIssue({ code: "custom", message: fault });
  })
  .transform(publicUrlOf);

/** Every environment variable that Holdpoint reads; the README lists the same names. */
export const environmentSchema = z.object({
  HOLDPOINT_DATA: text.default("./data"),
  HOLDPOINT_CONFIG: text.default("./holdpoint.yaml"),
  HOLDPOINT_SECRET: z.string().min(16, "must be at least 16 characters").optional(),
  HOLDPOINT_SIGNING_KEY: text.optional(),
  HOLDPOINT_LOG: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  HOLDPOINT_PUBLIC_URL: publicUrl.optional(),
  HOLDPOINT_TRUSTED_PROXIES: proxies.default([]),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// address" })
    .superRefine((text, context) => {
      const message = URL.canParse(text) ? parameterFault(new URL(text)) : null;
      if (message !== null) context.addIssue({ code: "custom", message });
    })
    .optional(),
  HOST: text.default("127.0.0.1"),
  PORT: wholeInText({ least: 0, most: 65_535 }).default(3000),
});
export type Environment = z.infer<typeof environmentSchema>;

/** Parses the process's environment once; an empty variable counts as absent. Refuses with one place per variable. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): Outcome<Environment> {
  const present = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environmentSchema.safeParse(present);
  if (parsed.success) return accept(parsed.data);
  const places = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  return refuse("invalid", places.map((place) => `${place.path}: ${place.message}`).join("\n"), places);
}
