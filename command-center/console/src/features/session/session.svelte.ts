import type { Api } from '../../lib/api/api';
import { Problem } from '../../lib/api/problem';
import type { LoginOptions, Session, SetupNeed } from '../../lib/api/types';
import { i18n } from '../../lib/i18n/i18n.svelte';

export type Phase = 'asking' | 'unreachable' | 'login' | 'setup' | 'in' | 'expired';

const AGAIN_MS = 3000;
const STAY_MS = 10 * 60_000;

/** Who sits here. While a session has expired its page stays as it was, with the login in front of it. */
export class SessionState {
  phase = $state<Phase>('asking');
  session = $state.raw<Session>();
  options = $state.raw<LoginOptions>({ password: true, oidc: [] });
  passwordMinLength = $state(0);

  constructor(private readonly api: Api) {
    api.onexpired = () => this.expire();
    api.onstale = () => this.#renew();
  }

  /** Asks until the command center answers. */
  async begin(): Promise<void> {
    for (;;) {
      try {
        this.#enter(await this.api.get<Session>('/api/session'));
        return;
      } catch (e) {
        if (e instanceof Problem && e.status === 401) {
          if (await this.#askHow()) return;
        }
        this.phase = 'unreachable';
      }
      await new Promise((again) => setTimeout(again, AGAIN_MS));
    }
  }

  async login(name: string, password: string): Promise<void> {
    this.#enter(await this.api.call<Session>('POST', '/api/session', { name, password }));
  }

  async setUp(code: string, name: string, displayName: string, password: string): Promise<void> {
    this.#enter(await this.api.call<Session>('POST', '/api/setup', { code, name, displayName, password }));
  }

  /**
   * Throws while the command center is away. Only there a session can be ended: a page that merely forgot it would let
   * the next person in under this one's name as soon as the command center is back.
   */
  async logout(): Promise<void> {
    try {
      await this.api.call<undefined>('DELETE', '/api/session');
    } catch (e) {
      if (!(e instanceof Problem) || e.temporary) throw e;
    }
    this.session = undefined;
    this.api.csrf = undefined;
    this.api.account = undefined;
    await this.begin();
  }

  expire(): void {
    if (this.phase !== 'in') return;
    this.phase = 'expired';
    void this.#askOptions().catch(() => undefined); // a page that began with a session has never asked how to log in
  }

  /**
   * A screen on a wall sends nothing for days and is in use all the same: while it is, the command center is told so,
   * until the returned function is called.
   */
  stay(): () => void {
    const gone = new AbortController();
    const timer = setInterval(() => void this.#tellUse(gone.signal), STAY_MS);
    return () => {
      clearInterval(timer);
      gone.abort();
    };
  }

  async #tellUse(gone: AbortSignal): Promise<void> {
    try {
      const session = await this.api.get<Session>('/api/session', gone);
      if (!gone.aborted) this.#enter(session);
    } catch (e) {
      if (!gone.aborted && e instanceof Problem && e.status === 401) this.expire();
    }
  }

  /** Another tab has logged in anew. If that was another person, this page becomes theirs and sends nothing of ours. */
  async #renew(): Promise<boolean> {
    const before = this.session?.account.name;
    try {
      this.#enter(await this.api.get<Session>('/api/session'));
      return this.session?.account.name === before;
    } catch {
      return false; // the problem that brought us here is the one to tell
    }
  }

  #enter(session: Session): void {
    i18n.suggest(session.account.locale);
    this.session = session;
    this.api.csrf = session.csrf;
    this.api.account = session.account.name;
    this.phase = 'in';
  }

  async #askOptions(): Promise<void> {
    this.options = await this.api.get<LoginOptions>('/api/login-options');
  }

  async #askHow(): Promise<boolean> {
    try {
      const setup = await this.api.get<SetupNeed>('/api/setup');
      this.passwordMinLength = setup.passwordMinLength;
      await this.#askOptions();
      this.phase = setup.needed ? 'setup' : 'login';
      return true;
    } catch {
      return false; // begin() says that it is unreachable and asks again
    }
  }
}
