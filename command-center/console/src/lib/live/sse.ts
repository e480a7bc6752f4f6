/** One event of a server-sent event stream. */
export interface SseFrame {
  id: string | undefined;
  event: string;
  data: string;
}

/** Cuts a stream of text into events (WHATWG HTML § 9.2.6); pieces may end anywhere, even inside a line end. */
export class SseParser {
  #rest = '';
  #id: string | undefined;
  #event = '';
  #data: string[] = [];

  push(text: string): SseFrame[] {
    const frames: SseFrame[] = [];
    const buffer = this.#rest + text;
    let start = 0;
    for (;;) {
      const end = nextLineEnd(buffer, start);
      if (end === undefined) break;
      this.#line(buffer.slice(start, end.at), frames);
      start = end.next;
    }
    this.#rest = buffer.slice(start);
    return frames;
  }

  #line(line: string, frames: SseFrame[]): void {
    if (line === '') {
      if (this.#data.length > 0)
        frames.push({ id: this.#id, event: this.#event || 'message', data: this.#data.join('\n') });
      this.#event = '';
      this.#data = [];
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return; // a comment that only keeps the line warm
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#event = value;
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
  }
}

function nextLineEnd(text: string, from: number): { at: number; next: number } | undefined {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\n') return { at: i, next: i + 1 };
    if (text[i] !== '\r') continue;
    if (i + 1 === text.length) return undefined; // a \n may still follow
    return { at: i, next: text[i + 1] === '\n' ? i + 2 : i + 1 };
  }
  return undefined;
}
