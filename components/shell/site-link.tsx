import type { ReactNode } from "react";
import { sitePath } from "#browser/site";

type Props = { readonly path: string; readonly children: string };

/** A page of ours, loaded anew: where whatever this page knew may be what is wrong. */
export function SiteLink({ path, children }: Props): ReactNode {
  return <a href={sitePath(path)}>{children}</a>;
}
