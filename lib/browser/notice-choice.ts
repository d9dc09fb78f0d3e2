/** Remembered on this device: whoever sits at it wants to be told. */
const KEY = "holdpoint.alert-notices";
/** `storage` tells other pages of this device only; this event tells this one. */
const CHANGED = "holdpoint:alert-notices";

/** `insecure`: browsers show messages of pages from https or this very machine only. */
export type NoticeChoice = "on" | "off" | "denied" | "insecure" | "unsupported";

export function noticeChoice(): NoticeChoice {
  if (!window.isSecureContext) return "insecure";
  if (!("Notification" in window)) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  return Notification.permission === "granted" && isWanted() ? "on" : "off";
}

/** Private windows may refuse to remember. */
function isWanted(): boolean {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    return false;
  }
}

export async function wantNotices(wanted: boolean): Promise<void> {
  if (wanted && Notification.permission === "default") await Notification.requestPermission();
  try {
    if (wanted) localStorage.setItem(KEY, "on");
    else localStorage.removeItem(KEY);
  } catch {
    // then it is off, as it says
  }
  window.dispatchEvent(new Event(CHANGED));
}

export function subscribeNoticeChoice(listener: () => void): () => void {
  window.addEventListener("storage", listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener("storage", listener);
    window.removeEventListener(CHANGED, listener);
  };
}
