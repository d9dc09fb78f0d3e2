import { formatValue } from "../measure/format.ts";
import type { Plan } from "../plan/plan.ts";
import { dayWord } from "../sprint/sprint-now.ts";
import type { TaskEvent } from "./task.ts";

/** What happened to a task or milestone of the sprint, in one sentence. */
export function taskSentence(event: TaskEvent, plan: Plan): string {
  if (event.type === "milestone_confirmed") {
    const milestone = plan.sprint?.milestones.find(({ id }) => id === event.milestone);
    return `${milestone?.label ?? event.milestone} is confirmed: ${event.note}`;
  }
  const tasks = plan.sprint?.streams.flatMap((stream) => stream.tasks) ?? [];
  const label = tasks.find(({ id }) => id === event.task)?.label ?? event.task;
  const said = "note" in event && event.note !== "" ? `: ${event.note}` : ".";
  switch (event.type) {
    case "task_moved":
      return `${label} is moved to ${dayWord(event.from)} until ${dayWord(event.to - 1)}: ${event.reason}`;
    case "task_progressed":
      return `${label} is at ${event.percent} %${said}`;
    case "task_blocked":
      return `${label} is blocked: ${event.reason}`;
    case "task_unblocked":
      return `${label} is no longer blocked${said}`;
    case "task_delivered":
      return `${label} is delivered, ${event.link}${said}`;
    case "task_impact": {
      const measure = plan.sprint?.measures.find(({ id }) => id === event.measure);
      const value = measure ? formatValue(event.value, measure.unit) : String(event.value);
      return `${label}: ${measure?.label ?? event.measure} is ${value}${said}`;
    }
    default:
      return event satisfies never;
  }
}
