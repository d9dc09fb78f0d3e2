import type { Plan } from "../plan/plan.ts";
import { dateOf } from "../plan/when.ts";
import { impactValue, measureOf } from "../sprint/impact.ts";
import { sprintLabel } from "../sprint/labels.ts";
import { lastDay } from "../sprint/sprint-now.ts";
import type { TaskEvent } from "./task.ts";

/** What happened to a task or milestone of the sprint, in one sentence. */
export function taskSentence(event: TaskEvent, plan: Plan): string {
  if (event.type === "milestone_confirmed") {
    const missing = (event.missing ?? []).map((id) => sprintLabel(plan, id));
    const without = missing.length === 0 ? "" : `, without ${missing.join(", ")}`;
    return `${sprintLabel(plan, event.milestone)} is confirmed${without}: ${event.note}`;
  }
  if (event.type === "stream_answered") {
    const way = plan.blockedStreams.find((blocked) => blocked.stream === event.stream)?.[event.answer] ?? event.answer;
    return `${sprintLabel(plan, event.stream)} is blocked, and this is done: ${way.replace(/\.$/, "")}. Why: ${event.reason}`;
  }
  const label = sprintLabel(plan, event.task);
  const said = "note" in event && event.note !== "" ? `: ${event.note}` : ".";
  switch (event.type) {
    case "task_moved":
      return `${label} is moved to ${dateOf(event.from)} until ${lastDay(event.to)}: ${event.reason}`;
    case "task_progressed":
      return `${label} is at ${event.percent} %${said}`;
    case "task_blocked":
      return `${label} is blocked: ${event.reason}`;
    case "task_unblocked":
      return `${label} is no longer blocked${said}`;
    case "task_delivered":
      return `${label} is delivered, ${event.link}${said}`;
    case "task_assigned":
      return event.person ? `${label} is ${event.person.name}'s now.` : `${label} is nobody's now.`;
    case "task_noted":
      return `Noted at ${label}: ${event.note}`;
    case "task_impact": {
      const measure = measureOf(plan, event.measure)?.label ?? event.measure;
      return `${label}: ${measure} is ${impactValue(plan, event.measure, event.value)}${said}`;
    }
    default:
      return event satisfies never;
  }
}
