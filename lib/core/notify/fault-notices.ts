import type { OwnFault } from "../own-fault.ts";
import type { EpochMs } from "../time.ts";
import { noticeOf, type NoticePlace } from "./notice-of.ts";
import type { Notice } from "./notice.ts";

/**
 * What people outside should hear of Holdpoint's own faults: those that are on and not low, and those of `told` that are over.
 * Pure; `at` is by the rollout's clock.
 */
export function faultNotices(
  { on, told }: { readonly on: readonly OwnFault[]; readonly told: readonly OwnFault[] },
  place: NoticePlace & { readonly at: EpochMs },
): readonly Notice[] {
  const isOn = (fault: OwnFault): boolean => on.some(({ id, since }) => id === fault.id && since === fault.since);
  return [
    ...on
      .filter(({ severity }) => severity !== "low")
      // worse than it was is news
      .map((fault) => toNotice(fault, { ...place, key: `own:${fault.severity}`, kind: "alert" })),
    ...told
      .filter((fault) => !isOn(fault))
      .map((fault) => toNotice(fault, { ...place, key: "own-over", kind: "resolved" })),
  ];
}

type As = NoticePlace & { readonly at: EpochMs; readonly key: string; readonly kind: "alert" | "resolved" };

function toNotice({ id, severity, sentence, since }: OwnFault, { key, kind, at, ...place }: As): Notice {
  const words = { kind, severity, subject: `own:${id}`, title: "Holdpoint itself", link: "/alerts" } as const;
  const body = kind === "alert" ? sentence : `This is over: ${sentence}`;
  return noticeOf({ ...words, body, audience: "on-shift", key: `${key}:${id}:${since}`, at }, place);
}
