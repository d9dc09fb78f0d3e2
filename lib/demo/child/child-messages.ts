import { z } from "zod";

export const childRequestSchema = z.object({ id: z.number(), verb: z.string(), body: z.unknown() });
export const childReplySchema = z.discriminatedUnion("ok", [
  z.object({ id: z.number(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.number(), ok: z.literal(false), message: z.string() }),
]);
