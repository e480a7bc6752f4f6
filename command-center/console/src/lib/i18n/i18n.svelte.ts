import type { Problem } from '../api/problem';
import { en } from './en';
import { ja, type Messages } from './ja';
import type { Language } from './time';

const catalogues: Record<Language, Messages> = { ja, en };
const KEY = 'yagura.language';

/** The words of a part that is fetched later: they come with it, so that the start need not wait for them. */
export type Wordbook<T> = Record<Language, T>;

/** The language of the page. Asking for `i18n.t` in a component follows the choice by itself. */
class I18n {
  language = $state<Language>('ja');
  readonly t = $derived(catalogues[this.language]);

  /** The words of such a part. */
  of<T>(words: Wordbook<T>): T {
    return words[this.language];
  }

  /** The address says it first, then the last choice on this device; else Japanese. */
  start(fromUrl: string | null): void {
    const wish = fromUrl ?? localStorage.getItem(KEY);
    this.#show(wish === 'en' ? 'en' : 'ja');
  }

  /** What the account prefers, unless this device or the address has said otherwise. */
  suggest(language: string | undefined): void {
    const chosen = new URLSearchParams(location.search).has('lang') || localStorage.getItem(KEY) !== null;
    if (!chosen && (language === 'ja' || language === 'en')) this.#show(language);
  }

  choose(language: Language): void {
    localStorage.setItem(KEY, language);
    this.#show(language);
  }

  /** A name that exists in both languages. */
  name(thing: { name: string; nameEn: string }): string {
    return this.language === 'en' && thing.nameEn !== '' ? thing.nameEn : thing.name;
  }

  /** A text of the command center that exists in both languages. */
  text(thing: { ja: string; en: string }): string {
    return this.language === 'en' && thing.en !== '' ? thing.en : thing.ja;
  }

  problem(p: Problem): string {
    const said = this.text(p);
    if (said !== '') return said;
    return p.status === 0 ? this.t.problem.unreachable : this.t.problem.unknown(p.code);
  }

  #show(language: Language): void {
    this.language = language;
    document.documentElement.lang = language;
  }
}

export const i18n = new I18n();
