/** One field that was refused, in both languages. */
export interface FieldProblem {
  field: string;
  message: string;
  messageEn: string;
}

/** Why the command center refused something (RFC 9457), or why it could not be asked at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly ja = '',
    readonly en = '',
    readonly fields: readonly FieldProblem[] = [],
    readonly retryAfterSeconds: number | undefined = undefined,
  ) {
    super(`${code} (${status})`);
  }

  /** Nothing was heard, or the answer was not the command center's own: asking again later may help. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export const unreachable = (): Problem => new Problem(0, 'unreachable');

/** Reads a problem leniently: a proxy's HTML page in between must not hide that something went wrong. */
export async function problemOf(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => undefined);
  const p = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (detail: string, title: string) => String(p[detail] ?? p[title] ?? '');
  const header = Number(answer.headers.get('retry-after') ?? Number.NaN);
  const after = typeof p['retryAfterSeconds'] === 'number' ? p['retryAfterSeconds'] : header;
  return new Problem(
    answer.status,
    typeof p['code'] === 'string' ? p['code'] : `http-${answer.status}`,
    text('detail', 'title'),
    text('detailEn', 'titleEn'),
    Array.isArray(p['errors']) ? p['errors'].flatMap(fieldOf) : [],
    Number.isFinite(after) ? after : undefined,
  );
}

function fieldOf(e: unknown): FieldProblem[] {
  if (typeof e !== 'object' || e === null) return [];
  const { field, message, messageEn } = e as Record<string, unknown>;
  if (typeof field !== 'string' || typeof message !== 'string') return [];
  return [{ field, message, messageEn: typeof messageEn === 'string' ? messageEn : message }];
}
