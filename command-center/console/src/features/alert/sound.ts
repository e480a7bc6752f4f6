const TONES_HZ = [880, 660, 880] as const;
const TONE_S = 0.22;

let audio: AudioContext | undefined;

/** Three short tones. Browsers stay silent until someone has touched the page; that is theirs to decide. */
export function beep(volume: number): void {
  audio ??= new AudioContext();
  const context = audio;
  void context.resume();
  const gain = context.createGain();
  gain.gain.value = Math.min(1, Math.max(0, volume)) * 0.4;
  gain.connect(context.destination);
  TONES_HZ.forEach((hertz, i) => {
    const tone = context.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(gain);
    tone.start(context.currentTime + i * TONE_S);
    tone.stop(context.currentTime + (i + 0.85) * TONE_S);
  });
}
