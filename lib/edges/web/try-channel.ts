import { actorOf, CONFIRMED_FOR_MS, type Identity } from "#core/identity";
import { preflightChannel } from "#core/notify/preflight-channel";
import { accept, type Outcome } from "#core/outcome";
import type { ChannelTested } from "#wire/channels";
import type { Runtime } from "./runtime.ts";

type Asked = { readonly id: string; readonly person: Extract<Identity, { kind: "person" }> };

/**
 * A test message to whoever presses the button; where it arrives, and pre-flight asks for that channel, the log says so. That it
 * does not arrive is an answer, and no fault of Holdpoint.
 */
export async function tryChannel(
  { engine, notifier }: Pick<Runtime, "engine" | "notifier">,
  { id, person }: Asked,
): Promise<Outcome<ChannelTested>> {
  const { account, confirmedAt } = person;
  const tested = await notifier.test(id, { id: account.id, name: account.name, email: account.email });
  if (!tested.ok) {
    const { code, message } = tested.refusal;
    return code === "not_found" ? tested : accept({ ok: false, sentence: message, preflight: null });
  }
  const channel = (await notifier.channels()).find((each) => each.id === id);
  const preflight = channel ? preflightChannel(engine.plan(), channel) : null;
  if (preflight === null) return accept({ ok: true, sentence: tested.value, preflight });
  const logged = await engine.command({
    verb: "test-channel",
    input: { channel: preflight, ok: true, note: tested.value },
    digest: "",
    key: null,
    actor: actorOf(person),
    confirmed: Date.now() - confirmedAt < CONFIRMED_FOR_MS,
  });
  return logged.ok ? accept({ ok: true, sentence: tested.value, preflight }) : logged;
}
