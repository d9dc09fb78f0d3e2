const CONTROLS: Readonly<Record<string, string>> = {
  record: "the log",
  webhook: "the traffic webhook",
  haproxy: "HAProxy",
};

/** What people call the control of this kind, within a sentence; the kind itself where it has no name. */
export function controlName(kind: string): string {
  return CONTROLS[kind] ?? kind;
}
