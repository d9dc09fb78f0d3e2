import type { Path } from "../../config/place.ts";
import type { Problem } from "../../config/problems.ts";
import type { Plan } from "../plan.ts";
import { momentMs } from "../when.ts";

/** A task or milestone with what it needs; `ready` and `begins` in epoch ms, as written. */
type Node = {
  readonly id: string;
  readonly needs: readonly string[];
  readonly begins: number;
  readonly ready: number;
  /** "begins on 2025-11-04". */
  readonly words: string;
  readonly path: Path;
};

function nodesOf({ sprint, t0 }: Plan): readonly Node[] {
  const planT0 = Date.parse(t0);
  const tasks = (sprint?.streams ?? []).flatMap((stream, i) =>
    stream.tasks.map(({ id, needs, from, to }, k): Node => {
      const path = ["sprint", "streams", i, "tasks", k];
      const [begins, ready] = [momentMs(from, planT0), momentMs(to, planT0)];
      return { id, needs, begins, ready, words: `begins on ${from}`, path };
    }),
  );
  const milestones = (sprint?.milestones ?? []).map(({ id, needs, at }, i): Node => {
    const ready = momentMs(at, planT0);
    return { id, needs, begins: ready, ready, words: `is at ${at}`, path: ["sprint", "milestones", i] };
  });
  return [...tasks, ...milestones];
}

/** The ids of a circle that begins and ends at `start`, or null. Depth is bounded by the number of nodes. */
function circleFrom(start: string, byId: ReadonlyMap<string, Node>): readonly string[] | null {
  const walked = new Set<string>();
  const follow = (id: string, trail: readonly string[]): readonly string[] | null => {
    for (const need of byId.get(id)?.needs ?? []) {
      if (need === start) return [...trail, need];
      if (walked.has(need)) continue;
      walked.add(need);
      const circle = follow(need, [...trail, need]);
      if (circle) return circle;
    }
    return null;
  };
  return follow(start, [start]);
}

/** Tasks and milestones of the sprint that wait for themselves, or are due before what they need. */
export function dependencyProblems(plan: Plan): readonly Problem[] {
  const nodes = nodesOf(plan);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const reported = new Set<string>();
  return nodes.flatMap((node) => {
    const circle = reported.has(node.id) ? null : circleFrom(node.id, byId);
    circle?.forEach((id) => reported.add(id));
    if (circle) return [{ path: [...node.path, "needs"], message: `waits for itself: ${circle.join(" needs ")}` }];
    return reported.has(node.id) ? [] : earlyProblems(node, byId);
  });
}

function earlyProblems(node: Node, byId: ReadonlyMap<string, Node>): readonly Problem[] {
  return node.needs.flatMap((need, n) => {
    const ready = byId.get(need)?.ready;
    if (ready === undefined || node.begins >= ready) return [];
    return [{ path: [...node.path, "needs", n], message: `${node.words}, before ${need} is done` }];
  });
}
