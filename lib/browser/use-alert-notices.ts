import { noticesOf, type Notice } from "./alert-notices.ts";
import { loadPage } from "./site.ts";
import { useReplay } from "./replay-context.ts";
import { useAlertTurns } from "./use-alert-turns.ts";
import { useNoticeChoice } from "./use-notice-choice.ts";
import { useRollout } from "./use-rollout.ts";

/** Tells by the browser's own messages what fires and what is over, where this device was asked to. */
export function useAlertNotices(): void {
  const isWanted = useNoticeChoice() === "on";
  const isOn = useReplay() === null && isWanted;
  const isRehearsal = useRollout().data?.kind === "rehearsal";
  useAlertTurns((turns) => {
    if (isOn) for (const notice of noticesOf(turns)) show(notice, isRehearsal);
  });
}

function show({ tag, title, body, path }: Notice, isRehearsal: boolean): void {
  try {
    const shown = new Notification(isRehearsal ? `[Rehearsal] ${title}` : title, { tag, body });
    shown.onclick = () => {
      window.focus();
      loadPage(path);
      shown.close();
    };
  } catch {
    // browsers of phones take messages from installed pages only: the banner says it too
  }
}
