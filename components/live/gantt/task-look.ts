import { CircleCheck, CircleDashed, CircleSlash, Clock, Play } from "lucide-react";
import type { TaskState } from "#core/sprint/sprint-now";
import type { WordLook } from "#components/ui/word-mark";

/** How a task's state looks; `fill` is a bar's colour. */
export const TASK_LOOK: Readonly<Record<TaskState, WordLook & { readonly fill: string }>> = {
  delivered: { icon: CircleCheck, text: "text-pass", word: "delivered", fill: "bg-pass" },
  blocked: { icon: CircleSlash, text: "text-fail", word: "blocked", fill: "bg-fail" },
  late: { icon: Clock, text: "text-warn", word: "late", fill: "bg-warn" },
  under_way: { icon: Play, text: "text-ink", word: "under way", fill: "bg-accent" },
  to_come: { icon: CircleDashed, text: "text-soft", word: "to come", fill: "bg-strong" },
};
