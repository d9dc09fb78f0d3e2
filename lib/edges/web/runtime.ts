import type { DemoPort, Engine } from "#engine/ports";

/** What routes may reach: set once by the composition root. */
export type Runtime = {
  readonly engine: Engine;
  readonly demo: DemoPort | null;
  /** Does this request come from a paired display? */
  readonly admits: (headers: Headers) => boolean;
  /** The push key's scope: every target (null), some, or no such key (undefined). */
  readonly pushScope: (authorization: string | null) => readonly string[] | null | undefined;
  readonly schemas: { readonly plan: object; readonly config: object };
};

const SLOT = Symbol.for("holdpoint.runtime");
type Shared = typeof globalThis & { [SLOT]?: Runtime };

export function shareRuntime(runtime: Runtime): void {
  (globalThis as Shared)[SLOT] = runtime;
}

/** The running program, or null while it is still starting (Next holds its own copy of every module, so this slot is all it shares). */
export function sharedRuntime(): Runtime | null {
  return (globalThis as Shared)[SLOT] ?? null;
}
