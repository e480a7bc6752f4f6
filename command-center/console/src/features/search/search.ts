import type { ChronologyEntry, Site } from '../../lib/api/types';
import { fold } from '../../lib/ui/fold';

export const matcher = (query: string): ((...texts: readonly string[]) => boolean) => {
  const wanted = fold(query);
  return (...texts) => wanted !== '' && texts.some((text) => fold(text).includes(wanted));
};

export const siteMatches = (match: ReturnType<typeof matcher>, s: Site): boolean =>
  match(s.name, s.kana, s.nameEn, s.id);

export const entryMatches = (match: ReturnType<typeof matcher>, e: ChronologyEntry): boolean =>
  match(e.ja, e.en, e.actor);
