import { createContext, useContext } from "react";

/** Asks for the password again; true when it was given and right, false when the person turned away. */
export type AskPassword = () => Promise<boolean>;

export const ConfirmContext = createContext<AskPassword>(() => Promise.resolve(false));

export function useAskPassword(): AskPassword {
  return useContext(ConfirmContext);
}
