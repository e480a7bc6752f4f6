/** Times as people at a Japanese headquarters read them: 24-hour Japan time, wherever the browser believes it is. */
const zone = 'Asia/Tokyo';
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

export type Language = 'ja' | 'en';

interface Clock {
  year: number;
  month: number;
  day: number;
  hour: string;
  minute: string;
  second: string;
}

export function clock(at: number): Clock {
  const p = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    year: Number(p['year']),
    month: Number(p['month']),
    day: Number(p['day']),
    hour: p['hour'] ?? '',
    minute: p['minute'] ?? '',
    second: p['second'] ?? '',
  };
}

export function hhmm(at: number): string {
  const c = clock(at);
  return `${c.hour}:${c.minute}`;
}

export function hhmmss(at: number): string {
  const c = clock(at);
  return `${c.hour}:${c.minute}:${c.second}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

/** A day in Japan as a number that only grows, for comparing days. */
export const dayOf = (at: number): number => Math.floor((at + 9 * 3_600_000) / 86_400_000);

export function date(at: number, language: Language): string {
  const { month, day } = clock(at);
  const weekday = weekdays[language][(dayOf(at) + 4) % 7] ?? '';
  return language === 'ja' ? `${month}月${day}日（${weekday}）` : `${weekday} ${day} ${months[month - 1] ?? ''}`;
}

/** With the year: for what lasts longer than one. */
export function fullDate(at: number, language: Language): string {
  const { year, month, day } = clock(at);
  return language === 'ja' ? `${year}年${month}月${day}日` : `${day} ${months[month - 1] ?? ''} ${year}`;
}

/** The time alone today, with the date on any other day. */
export function when(at: number, now: number, language: Language): string {
  if (dayOf(at) === dayOf(now)) return hhmm(at);
  const { month, day } = clock(at);
  return language === 'ja' ? `${month}/${day} ${hhmm(at)}` : `${day} ${months[month - 1] ?? ''} ${hhmm(at)}`;
}

/** How long ago, in the largest whole unit. A moment that clocks disagree about by a little is "now", never the future. */
export function age(seconds: number, language: Language): string {
  const [n, unit] = largest(Math.max(0, seconds));
  return language === 'ja' ? `${n}${unitJa[unit]}前` : `${n} ${unit} ago`;
}

/** A length of time, in the largest whole unit. */
export function duration(seconds: number, language: Language): string {
  const [n, unit] = largest(Math.max(0, seconds));
  return language === 'ja' ? `${n}${unitJa[unit]}` : `${n} ${unit}`;
}

/** Hours up to four days: who drives round with a generator thinks in hours. */
export function longDuration(seconds: number, language: Language): string {
  const hours = Math.floor(seconds / 3600);
  return hours >= 24 && hours < 96 ? (language === 'ja' ? `${hours}時間` : `${hours} h`) : duration(seconds, language);
}

const unitJa = { s: '秒', min: '分', h: '時間', d: '日' };

function largest(seconds: number): [number, keyof typeof unitJa] {
  if (seconds < 60) return [Math.floor(seconds), 's'];
  if (seconds < 3600) return [Math.floor(seconds / 60), 'min'];
  if (seconds < 86_400) return [Math.floor(seconds / 3600), 'h'];
  return [Math.floor(seconds / 86_400), 'd'];
}

/** A countdown such as 1:05. */
export function countdown(seconds: number): string {
  const s = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
}
