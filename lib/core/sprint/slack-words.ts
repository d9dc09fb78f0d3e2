import { UNKNOWN_LENGTH } from "../time-words.ts";
import { DAY_MS } from "../time.ts";
import type { TaskNow } from "./sprint-now.ts";

/** "2 days of slack", "on the critical path", "1 day past the sprint's end"; null where no slack is known. */
export function slackWords({ slackMs, critical }: Pick<TaskNow, "slackMs" | "critical">): string | null {
  if (slackMs === null || !Number.isFinite(slackMs)) return null;
  if (slackMs < 0) return `${dayCount(Math.ceil(-slackMs / DAY_MS))} past the sprint's end`;
  const days = Math.floor(slackMs / DAY_MS);
  if (critical) return days === 0 ? "on the critical path" : `on the critical path, ${dayCount(days)} of slack`;
  return `${dayCount(days)} of slack`;
}

/** "1 day", "3 days". */
export function dayCount(days: number): string {
  if (!Number.isFinite(days)) return UNKNOWN_LENGTH;
  return days === 1 ? "1 day" : `${days} days`;
}
