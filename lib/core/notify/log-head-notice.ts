import type { EpochMs } from "../time.ts";
import { noticeOf, type NoticePlace } from "./notice-of.ts";
import type { Notice } from "./notice.ts";

type About = NoticePlace & {
  readonly seq: number;
  readonly signedHead: string;
  /** Number of the period that it is sent for: the same period is told once. */
  readonly period: number;
  readonly at: EpochMs;
};

/** The signed head of the log, for keeping where nobody who can write to the database can write. Pure. */
export function logHeadNotice({ seq, signedHead, period, at, ...place }: About): Notice {
  return noticeOf(
    {
      ...{ kind: "log_head", severity: "info", subject: "log-head", audience: "on-shift", link: "/log" },
      title: `The log ends with event ${seq}`,
      body: `Keep this message: with "holdpoint verify-log --since" it proves later that the log still holds everything up to here. ${signedHead}`,
      ...{ key: `log-head:${period}`, at },
    },
    place,
  );
}
