export type AlertSound = {
  /** Two short tones; silence where the browser does not let the page be heard. */
  play(): void;
  isHeard(): boolean;
  subscribe(listener: () => void): () => void;
  close(): void;
};

const TONES = [
  { hz: 880, atS: 0 },
  { hz: 660, atS: 0.22 },
] as const;
const TONE_S = 0.18;
const LOUDNESS = 0.25;

/** A page's own sound. Browsers let no page be heard before somebody has touched it. */
export function createAlertSound(): AlertSound {
  const context = new AudioContext();
  const wake = (): void => {
    if (context.state === "suspended") void context.resume();
  };
  window.addEventListener("pointerdown", wake);
  window.addEventListener("keydown", wake);
  return {
    play() {
      if (context.state === "running") for (const tone of TONES) playTone(context, tone);
    },
    isHeard: () => context.state === "running",
    subscribe(listener) {
      context.addEventListener("statechange", listener);
      return () => context.removeEventListener("statechange", listener);
    },
    close() {
      window.removeEventListener("pointerdown", wake);
      window.removeEventListener("keydown", wake);
      void context.close();
    },
  };
}

function playTone(context: AudioContext, { hz, atS }: (typeof TONES)[number]): void {
  const from = context.currentTime + atS;
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.frequency.value = hz;
  loudness.gain.setValueAtTime(0, from);
  // a tone that begins or ends at once clicks
  loudness.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
  loudness.gain.linearRampToValueAtTime(0, from + TONE_S);
  tone.connect(loudness).connect(context.destination);
  tone.start(from);
  tone.stop(from + TONE_S);
}
