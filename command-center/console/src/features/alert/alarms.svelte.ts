import { untrack } from 'svelte';
import type { Stage } from '../../lib/api/types';
import { prefs } from '../../lib/ui/prefs.svelte';
import { acknowledge, isAlarming, pending, settle, type Acknowledged, type Alarm, type Stages } from './alarms';
import { sound } from './sound.svelte';

const REPEAT_MS = 10_000;

/** New level 4 and 5 at this desk: shown and, where switched on, heard until someone acknowledges them. */
export class Alarms {
  /** Seen but not acknowledged, and silent for now: for a screen on which nobody can acknowledge. */
  hushed = $state(false);
  #acknowledged = $state.raw<Acknowledged>({});
  readonly #stages = $derived.by<Stages>(() => {
    const alarming = new Map<string, Stage>();
    for (const { id, stage } of this.sites()) alarming.set(id, isAlarming(stage) ? stage : 0);
    return alarming;
  });
  readonly pending = $derived.by<Alarm[]>(() => pending(this.#stages, this.#acknowledged));
  readonly alarming = $derived(new Set(this.pending.map((a) => a.site)));

  constructor(
    private readonly key: string,
    private readonly sites: () => readonly { id: string; stage: Stage | null | undefined }[],
    /** Whether the stages are known at all. */
    private readonly told: () => boolean,
  ) {
    this.#acknowledged = read(key);
  }

  /** To be called while a component is set up. */
  start(): void {
    const stages = $derived([...this.#stages].join());
    $effect(() => {
      // Only when stages change here: another window may have acknowledged a rise that has not arrived here yet.
      void stages;
      if (this.told()) untrack(() => this.#settle());
    });
    $effect(() => {
      const heard = (e: StorageEvent) => {
        if (e.key === this.key) this.#acknowledged = read(this.key);
      };
      addEventListener('storage', heard);
      return () => removeEventListener('storage', heard);
    });
    $effect(() => {
      if (prefs.sound) void sound.prepare();
    });
    const worst = $derived(this.pending.map((a) => `${a.site}${a.stage}`).join());
    $effect(() => {
      if (worst === '' || !prefs.sound || this.hushed) return;
      const volume = prefs.volume;
      void sound.beep(volume);
      const again = setInterval(() => void sound.beep(volume), REPEAT_MS);
      return () => {
        clearInterval(again);
        sound.forget();
      };
    });
  }

  acknowledge(alarms: readonly Alarm[] = this.pending): void {
    if (alarms.length > 0) this.#keep(acknowledge(this.#acknowledged, alarms));
  }

  #settle(): void {
    const settled = settle(this.#acknowledged, this.#stages);
    if (settled !== this.#acknowledged) this.#keep(settled);
  }

  #keep(acknowledged: Acknowledged): void {
    this.#acknowledged = acknowledged;
    localStorage.setItem(this.key, JSON.stringify(acknowledged));
  }
}

function read(key: string): Acknowledged {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Acknowledged;
  } catch {
    return {}; // an alarm shown once too often is the safe side
  }
}
