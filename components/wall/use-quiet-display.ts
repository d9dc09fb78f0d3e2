import { useEffect, useState } from "react";

const HIDE_CURSOR_AFTER_MS = 3_000;

/** Hides the cursor while nothing moves it, and keeps the screen awake where the browser allows that. */
export function useQuietDisplay(): { readonly still: boolean; readonly note: string | null } {
  const [still, setStill] = useState(true);
  const [note, setNote] = useState<string | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const move = (): void => {
      setStill(false);
      clearTimeout(timer);
      timer = setTimeout(() => setStill(true), HIDE_CURSOR_AFTER_MS);
    };
    window.addEventListener("pointermove", move);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pointermove", move);
    };
  }, []);
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let ended = false;
    const hold = async (): Promise<void> => {
      if (document.visibilityState !== "visible") return;
      try {
        lock = await navigator.wakeLock.request("screen");
        setNote(null);
        if (ended) void lock.release();
      } catch {
        setNote("This browser does not let the page keep the screen awake: switch off its sleep.");
      }
    };
    const holdAgain = (): void => void hold();
    holdAgain();
    // The lock ends whenever the page is hidden; it must be asked for again.
    document.addEventListener("visibilitychange", holdAgain);
    return () => {
      ended = true;
      document.removeEventListener("visibilitychange", holdAgain);
      void lock?.release();
    };
  }, []);
  return { still, note };
}
