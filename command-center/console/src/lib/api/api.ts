import { Problem, problemOf, unreachable } from './problem';

export type Method = 'GET' | 'POST' | 'DELETE';

/** The one door to the command center. Every failure that leaves it is a {@link Problem}. */
export class Api {
  /** Proves that a state-changing call comes from this page; handed out with the session. */
  csrf: string | undefined;
  /** Whose session it is. Nothing that one person has written may leave in another's. */
  account: string | undefined;
  /** Called when the session is over; whoever was typing keeps what was typed. */
  onexpired: () => void = () => undefined;
  /** Called when the token is out of date, as after a login in another tab; says whether there is a new one. */
  onstale: () => Promise<boolean> = () => Promise.resolve(false);

  constructor(private readonly fetcher: typeof fetch = (...args) => fetch(...args)) {}

  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.call<T>('GET', path, undefined, signal);
  }

  async call<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const by = this.account;
    try {
      return await this.#once<T>(method, path, body, signal);
    } catch (e) {
      // Of two calls that find the token out of date only the first sees the person change: each looks for itself.
      if (!(e instanceof Problem) || e.code !== 'csrf' || !(await this.onstale()) || this.account !== by) throw e;
      return this.#once<T>(method, path, body, signal);
    }
  }

  async #once<T>(method: Method, path: string, body: unknown, signal: AbortSignal | undefined): Promise<T> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (method !== 'GET' && this.csrf !== undefined) headers['x-yagura-csrf'] = this.csrf;
    const limit = AbortSignal.timeout(20_000);
    const answer = await this.fetcher(path, {
      method,
      headers,
      credentials: 'same-origin',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => {
      throw unreachable();
    });
    if (answer.ok) return answer.status === 204 ? (undefined as T) : ((await answer.json()) as T);
    const problem = await problemOf(answer);
    if (problem.status === 401 && path !== '/api/session' && path !== '/api/setup') this.onexpired();
    throw problem;
  }
}
