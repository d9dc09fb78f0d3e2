import { useState } from "react";
import { useRoom } from "./use-room.ts";

/** True once the frames come from another build than the first one seen by this page. */
export function useNewBuild(): boolean {
  const build = useRoom("overview").latest?.build ?? null;
  const [first, setFirst] = useState<string | null>(null);
  if (first === null && build !== null) setFirst(build);
  return first !== null && build !== null && build !== first;
}
