import { z } from "zod";
import { momentInput } from "../../bounds.ts";
import { idText, linkText, nameText, noteText, reasonText } from "../../text.ts";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import { plannedChannel, plannedChannels } from "../../notify/preflight-channel.ts";
import type { Plan } from "../../plan/plan.ts";
import { wrong, type Decide } from "../deciding.ts";
import { DAY_MS } from "../../time.ts";

type Item = Plan["preflight"][number];

function itemOf(plan: Plan, id: string): Outcome<Item> {
  const item = plan.preflight.find((candidate) => candidate.id === id);
  return item ? accept(item) : refuse("not_found", `The pre-flight list has no item "${id}".`);
}

export const attestItemInput = z.strictObject({
  item: idText,
  note: noteText.default(""),
  link: linkText.nullable().default(null),
});

/** A person shows what proves a manual item. An automatic one proves itself. */
export const decideAttestItem: Decide<z.infer<typeof attestItemInput>> = (_, { item, note, link }, { plan }) => {
  const found = itemOf(plan, item);
  if (!found.ok) return found;
  if (found.value.kind === "automatic")
    return wrong("item", `${found.value.label} proves itself; it can be waived, not confirmed`);
  if (note === "" && link === null) return wrong("note", "what shows it? A note, a link, or both");
  return accept([{ type: "item_attested", item, proof: { note, link } }]);
};

export const withdrawItemInput = z.strictObject({ item: idText, reason: reasonText });

/** Takes back what was shown, or a waiver. */
export const decideWithdrawItem: Decide<z.infer<typeof withdrawItemInput>> = (room, { item, reason }, { plan }) => {
  const found = itemOf(plan, item);
  if (!found.ok) return found;
  if (!room.readiness.attested[item] && !room.readiness.waived[item])
    return refuse("conflict", `${found.value.label} is neither confirmed nor waived.`);
  return accept([{ type: "item_withdrawn", item, reason }]);
};

const LONGEST_WAIVER_MS = 7 * DAY_MS;

export const waiveItemInput = z.strictObject({
  item: idText,
  reason: reasonText,
  /** Epoch ms by the rollout's clock. */
  until: momentInput,
});

export const decideWaiveItem: Decide<z.infer<typeof waiveItemInput>> = (_, { item, reason, until }, { plan, now }) => {
  const found = itemOf(plan, item);
  if (!found.ok) return found;
  if (found.value.kind === "automatic" && found.value.check === "poll_is_go")
    return wrong(
      "item",
      "the leads' GO cannot be waived; an administrator may start without it, and the reason stays visible",
    );
  if (until <= now) return wrong("until", "must lie ahead");
  if (until - now > LONGEST_WAIVER_MS) return wrong("until", "may be at most 7 days ahead");
  return accept([{ type: "item_waived", item, reason, until }]);
};

export const testChannelInput = z.strictObject({
  channel: nameText({ most: 60 }),
  ok: z.boolean(),
  note: noteText.default(""),
});

function unplanned(planned: readonly string[]): string {
  return planned.length === 0
    ? "the pre-flight list names no channel that is to be tested"
    : `the pre-flight list wants ${planned.join(", ")} tested, and no other`;
}

/** Somebody tried a channel and heard, or did not hear, the other end. */
export const decideTestChannel: Decide<z.infer<typeof testChannelInput>> = (_, input, { plan }) => {
  const { ok, note } = input;
  const channel = plannedChannel(plan, input.channel);
  if (channel === null) return wrong("channel", unplanned(plannedChannels(plan)));
  if (!ok && note === "") return wrong("note", "what went wrong?");
  return accept([{ type: "channel_tested", channel, ok, note }]);
};
