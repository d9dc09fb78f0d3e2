import { constants, setPriority } from "node:os";
import { followingClock, type FollowingClock } from "#edges/clock/clock";
import { openGuard } from "#edges/guard";
import { createProber } from "#edges/probes/prober";
import { ALLOW_LINK_LOCAL, type FromSampler, type ToSampler } from "./protocol.ts";
import { runTicks, type TickLoop } from "./tick-loop.ts";
import { warmUp } from "./warm-up.ts";

/**
 * The sampler's own process: joins clock, probes and tick loop, as main.ts joins the rest. It ends when its parent does,
 * and not before: a Ctrl-C or SIGTERM for the whole group is the parent's to handle.
 */
const prober = createProber({ guard: openGuard({ allowLinkLocal: process.argv.includes(ALLOW_LINK_LOCAL) }) });
const send = (message: FromSampler): void => void process.send?.(message, undefined, undefined, () => {});

preferOurselves();
process.on("disconnect", () => process.exit(0));
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
// One target's client must not stop the other 999; what failed is that target's check, which says so.
for (const event of ["unhandledRejection", "uncaughtException"])
  process.on(event, (error: unknown) => void process.stderr.write(`sampler: ${String(error)}\n`));
process.on("message", receiver());
await warmUp(prober.open);
send({ kind: "ready" });

function receiver(): (message: ToSampler) => void {
  let clock: FollowingClock | undefined;
  let loop: TickLoop | undefined;
  return (message) => {
    switch (message.kind) {
      case "clock":
        if (clock) clock.follow(message.setting);
        clock ??= followingClock(message.setting);
        loop ??= runTicks({ clock, open: prober.open, send });
        loop.rateChanged();
        return;
      case "targets":
        loop?.setTargets(message.list, message.targets);
        return;
      default:
        message satisfies never;
    }
  };
}

/** First on a busy machine's processor, where the system allows it (root does): 5 % of a core for 1,000 targets. */
function preferOurselves(): void {
  try {
    setPriority(constants.priority.PRIORITY_HIGHEST);
  } catch {
    return;
  }
}
