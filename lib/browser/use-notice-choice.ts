import { useSyncExternalStore } from "react";
import { noticeChoice, subscribeNoticeChoice, type NoticeChoice } from "./notice-choice.ts";

/** Whether this device tells of alerts by itself; null on the server. */
export function useNoticeChoice(): NoticeChoice | null {
  return useSyncExternalStore(subscribeNoticeChoice, noticeChoice, () => null);
}
