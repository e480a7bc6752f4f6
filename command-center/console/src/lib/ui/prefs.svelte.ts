export type Theme = 'dark' | 'light' | 'auto';

interface Stored {
  theme: Theme;
  sound: boolean;
  volume: number;
  keys: boolean;
}
const KEY = 'yagura.prefs';
const fresh: Stored = { theme: 'dark', sound: false, volume: 0.5, keys: true };

/** What a person likes, kept on this device. */
class Prefs {
  #stored = $state.raw<Stored>(fresh);
  #systemDark = $state(true);

  readonly theme = $derived(this.#stored.theme);
  readonly sound = $derived(this.#stored.sound);
  readonly volume = $derived(this.#stored.volume);
  readonly keys = $derived(this.#stored.keys);
  readonly dark = $derived(this.#stored.theme === 'auto' ? this.#systemDark : this.#stored.theme === 'dark');

  start(): () => void {
    this.#stored = { ...fresh, ...read() };
    const system = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => {
      this.#systemDark = system.matches;
      this.#show();
    };
    follow();
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }

  set(change: Partial<Stored>): void {
    this.#stored = { ...this.#stored, ...change };
    localStorage.setItem(KEY, JSON.stringify(this.#stored));
    this.#show();
  }

  #show(): void {
    document.documentElement.dataset['theme'] = this.dark ? 'dark' : 'light';
  }
}

function read(): Partial<Stored> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Stored>;
  } catch {
    return {}; // what another version wrote is not worth failing for
  }
}

export const prefs = new Prefs();
