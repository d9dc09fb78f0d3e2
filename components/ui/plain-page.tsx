import type { ReactNode } from "react";

type Props = {
  readonly mark: string;
  readonly title: string;
  readonly sentence: string;
  readonly children?: ReactNode;
};

/** A page that has one thing to say, and at most two ways on. */
export function PlainPage({ mark, title, sentence, children }: Props): ReactNode {
  return (
    <main id="main" className="mx-auto flex min-h-[70dvh] max-w-2xl flex-col justify-center gap-4 px-6 py-16">
      <p className="text-sm font-semibold tracking-wide text-faint uppercase">{mark}</p>
      <h1 className="text-4xl font-semibold tracking-tight text-balance">{title}</h1>
      <p className="text-lg text-soft text-pretty">{sentence}</p>
      <div className="mt-4 flex flex-wrap gap-3 *:inline-flex *:min-h-11 *:items-center *:rounded-md *:border *:border-line *:bg-panel *:px-4 *:font-medium *:hover:bg-raised">
        {children}
      </div>
    </main>
  );
}
