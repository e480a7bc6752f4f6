import { clock } from '../../lib/i18n/time';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Clocks on desks differ a little; a minute that has just begun elsewhere is not the future. */
const LENIENCE_MS = 2 * MINUTE_MS;

export type TimeText = { at: number | undefined } | { wrong: 'form' | 'future' };

/**
 * The time an operator types: nothing (now), `0214`, `2:14`, `２時１４分`, `-5` (five minutes ago). A time of day later than
 * now is meant as yesterday's when that was less than twelve hours ago, as happens after midnight.
 */
export function parseTimeText(text: string, now: number): TimeText {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s分]/g, '')
    .replace(/[−‐‑–—ー]/g, '-');
  if (plain === '') return { at: undefined };
  const ago = /^-(\d{1,3})$/.exec(plain);
  if (ago) return { at: now - Number(ago[1]) * MINUTE_MS };
  const match = /^(\d{1,2})[:時.](\d{2})$/.exec(plain) ?? /^(\d{1,2})(\d{2})$/.exec(plain);
  if (!match) return { wrong: 'form' };
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  if (hour > 23 || minute > 59) return { wrong: 'form' };
  const here = clock(now);
  const midnight = now - ((Number(here.hour) * 60 + Number(here.minute)) * MINUTE_MS + (now % MINUTE_MS));
  const today = midnight + (hour * 60 + minute) * MINUTE_MS;
  if (today <= now + LENIENCE_MS) return { at: Math.min(today, now) };
  return now - (today - DAY_MS) < DAY_MS / 2 ? { at: today - DAY_MS } : { wrong: 'future' };
}
