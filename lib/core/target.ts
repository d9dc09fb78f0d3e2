/** What a target is: how it is probed, or `push` when it reports its own traffic. */
export type TargetKind = "http" | "tcp" | "postgres" | "redis" | "push";

/** One thing probed or reported on. Probes count one synthetic request per tick; `push` counts real traffic. */
export type Target = {
  readonly id: string;
  readonly name: string;
  readonly kind: TargetKind;
  readonly segment: string | null;
  readonly region: string | null;
  /** Only critical targets count towards availability. */
  readonly critical: boolean;
};

/** The two kinds of counts that are never mixed in one metric. */
export type Source = "probe" | "traffic";

export function sourceOf(kind: TargetKind): Source {
  return kind === "push" ? "traffic" : "probe";
}
