const TONES_HZ = [880, 660, 880] as const;
const TONE_S = 0.22;
/** Where sound is allowed it begins within this time; where it is not, the browser never answers at all. */
const PATIENCE_MS = 500;
const touches = ['pointerdown', 'pointerup', 'keydown'] as const;

/** What alarms sound like, and whether this browser lets them be heard at all. */
class Sound {
  /** Browsers keep a page silent until someone has touched it. Then the screen must say so: nobody would know. */
  blocked = $state(false);

  #context: AudioContext | undefined;
  /** The volume of tones that are still to be heard: once, however often they were asked for meanwhile. */
  #owed: number | undefined;
  readonly #wake = () => void this.#context?.resume();

  /** Finds out whether an alarm would be heard, before there is one. */
  async prepare(): Promise<void> {
    if (!this.#context) {
      this.#context = new AudioContext();
      this.#context.addEventListener('statechange', () => this.#settle());
    }
    const patience = new Promise((over) => setTimeout(over, PATIENCE_MS));
    await Promise.race([this.#context.resume().catch(() => undefined), patience]);
    this.#settle();
  }

  /** Three short tones. */
  async beep(volume: number): Promise<void> {
    this.#owed = volume;
    await this.prepare();
  }

  /** What has not been heard yet is not wanted any more. */
  forget(): void {
    this.#owed = undefined;
  }

  #settle(): void {
    const context = this.#context;
    if (!context) return;
    this.blocked = context.state !== 'running';
    for (const touch of touches) {
      if (this.blocked) addEventListener(touch, this.#wake, true);
      else removeEventListener(touch, this.#wake, true);
    }
    // While it is blocked its clock stands still: all that were begun now would later be one blast.
    if (this.blocked || this.#owed === undefined) return;
    play(context, this.#owed);
    this.#owed = undefined;
  }
}

function play(context: AudioContext, volume: number): void {
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

export const sound = new Sound();
