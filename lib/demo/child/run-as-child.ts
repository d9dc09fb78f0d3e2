import { childRequestSchema } from "./child-messages.ts";

/** What the parent may ask of this process, by verb. */
export type Verbs = Readonly<Record<string, (body: unknown) => unknown>>;

/**
 * Answers the parent's questions until the parent lets go or dies, then runs `stop` and ends.
 * Ctrl-C reaches the whole terminal group; the parent decides when the demo ends.
 */
export function runAsChild(verbs: Verbs, stop: () => Promise<void>): void {
  process.on("SIGINT", () => undefined);
  process.once("disconnect", () => {
    setTimeout(() => process.exit(0), 1_000).unref();
    void stop().finally(() => process.exit(0));
  });
  process.on("message", (raw) => {
    const { id, verb, body } = childRequestSchema.parse(raw);
    void answer(verbs, verb, body).then((result) => {
      if (process.connected) process.send?.({ id, ...result });
    });
  });
}

async function answer(
  verbs: Verbs,
  verb: string,
  body: unknown,
): Promise<{ ok: true; value: unknown } | { ok: false; message: string }> {
  try {
    const run = verbs[verb];
    if (!run) return { ok: false, message: `no such verb: ${verb}` };
    return { ok: true, value: (await run(body)) ?? null };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
