import type { ReactNode } from "react";

type Props = { readonly title: string; readonly sentence?: string; readonly children: ReactNode };

/** A page that asks one thing of somebody who is not in the room yet. */
export function CardPage({ title, sentence, children }: Props): ReactNode {
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-lg flex-col justify-center gap-6 px-4 py-10 sm:px-6">
      <p className="font-semibold tracking-tight text-soft">Holdpoint</p>
      <div className="panel flex flex-col gap-6 p-5 sm:p-8">
        <div className="flex flex-col gap-2">
          <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
          {sentence !== undefined && <p className="text-soft text-pretty">{sentence}</p>}
        </div>
        {children}
      </div>
    </main>
  );
}
