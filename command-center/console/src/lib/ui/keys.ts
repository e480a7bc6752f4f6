export type Keys = Readonly<Record<string, () => void>>;

/** `Shift` belongs to the key for signs such as `?`; everything else with a modifier is somebody else's. */
const withShift = new Set(['Slash']);
/** How long the second key of a pair such as G, M may take. */
const PAIR_MS = 1500;

/**
 * Single-letter shortcuts for operators. They never fire while someone writes, converts kana or holds a modifier, and
 * match the physical key so that a switched-on IME or a JIS layout changes nothing. A pair is written `KeyG KeyM`, a
 * shifted key `Shift+Slash`.
 */
export function listen(target: Document, keys: () => Keys, now: () => number = () => performance.now()): () => void {
  let first: { code: string; at: number } | undefined;
  const onKey = (e: KeyboardEvent): void => {
    if (e.defaultPrevented || e.isComposing || e.keyCode === 229 || e.repeat) return;
    if (e.ctrlKey || e.altKey || e.metaKey || isWriting(e.target)) return;
    if (e.shiftKey && !withShift.has(e.code)) return;
    const table = keys();
    const code = e.shiftKey ? `Shift+${e.code}` : e.code;
    const pair = first !== undefined && now() - first.at < PAIR_MS ? table[`${first.code} ${code}`] : undefined;
    const beginsPair = Object.keys(table).some((k) => k.startsWith(`${code} `));
    first = pair === undefined && beginsPair ? { code, at: now() } : undefined;
    const run = pair ?? table[code];
    if (!run) return;
    e.preventDefault();
    run();
  };
  target.addEventListener('keydown', onKey);
  return () => target.removeEventListener('keydown', onKey);
}

/** Is this where someone writes or chooses with the keyboard? */
export function isWriting(at: EventTarget | null): boolean {
  if (!(at instanceof HTMLElement)) return false;
  if (at instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(at.type);
  return at.isContentEditable || /^(TEXTAREA|SELECT)$/.test(at.tagName);
}

/** Enter that ends a kana conversion must never submit. */
export const isConverting = (e: KeyboardEvent): boolean => e.isComposing || e.keyCode === 229;
