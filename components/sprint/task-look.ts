import { CircleCheck, CircleDashed, CircleSlash, Clock, Play } from "lucide-react";
import type { TaskState } from "#core/sprint/sprint-now";
import type { WordLook } from "#components/ui/word-mark";

/** How a task's state looks; `fill` is a bar's colour. */
export const TASK_LOOK: Readonly<Record<TaskState, WordLook & { readonly fill: string }>> = {
  delivered: { icon: CircleCheck, text: "text-pass", word: "delivered", fill: "fill-pass" },
  blocked: { icon: CircleSlash, text: "text-fail", word: "blocked", fill: "fill-fail" },
  late: { icon: Clock, text: "text-warn", word: "late", fill: "fill-warn" },
  under_way: { icon: Play, text: "text-ink", word: "under way", fill: "fill-accent" },
  to_come: { icon: CircleDashed, text: "text-soft", word: "to come", fill: "fill-strong" },
};
