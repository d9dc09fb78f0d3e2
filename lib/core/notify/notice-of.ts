import type { EpochMs } from "../time.ts";
import type { Notice } from "./notice.ts";

export type NoticePlace = { readonly rollout: Notice["rollout"] };

/** A notice but for where and when. */
export type NoticeWords = Omit<Notice, "id" | "at" | "rollout">;

const MOST_TITLE = 300;
const MOST_BODY = 2_000;

/** `key` names the change of state within its rollout: the same change gives the same id, on any node and after any restart. */
export function noticeOf(
  { key, at, ...words }: NoticeWords & { readonly key: string; readonly at: EpochMs },
  { rollout }: NoticePlace,
): Notice {
  const [title, body] = [cut(words.title, MOST_TITLE), cut(words.body, MOST_BODY)];
  return { ...words, title, body, id: `${rollout.id}:${key}`, at, rollout };
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
