import { createContext, useContext } from "react";
import { createOutbox, type Outbox } from "./outbox.ts";

export const OutboxContext = createContext<Outbox>(createOutbox());

export function useOutbox(): Outbox {
  return useContext(OutboxContext);
}
