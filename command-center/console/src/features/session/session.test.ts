// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Api } from '../../lib/api/api';
import { SessionState } from './session.svelte';

const MINUTE_MS = 60_000;
const soumu = { account: { name: 'soumu', displayName: '総務班', roles: [], permissions: [] }, csrf: 't0ken' };
const oidc = { password: true, oidc: [{ name: 'city', label: '市の認証', url: '/oidc/city' }] };
type Answer = (method: string, path: string) => { status: number; body: unknown };

/** A page that began with a session; what is asked of its command center from then on, and who answers. */
async function loggedIn() {
  const asked: string[] = [];
  let answer: Answer = () => ({ status: 200, body: soumu });
  const api = new Api((path, init) => {
    const method = init?.method ?? 'GET';
    asked.push(`${method} ${String(path)}`);
    const { status, body } = answer(method, String(path));
    if (status === 0) return Promise.reject(new TypeError('network'));
    return Promise.resolve(new Response(status === 204 ? null : JSON.stringify(body), { status }));
  });
  const session = new SessionState(api);
  await session.begin();
  asked.length = 0;
  return { api, session, asked, answerWith: (next: Answer) => (answer = next) };
}
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a screen that is only looked at keeps its session in use, until it is not looked at', async () => {
  const { session, asked } = await loggedIn();
  const leave = session.stay();
  await vi.advanceTimersByTimeAsync(35 * MINUTE_MS);
  leave();
  await vi.advanceTimersByTimeAsync(35 * MINUTE_MS);
  expect(asked).toEqual(['GET /api/session', 'GET /api/session', 'GET /api/session']);
});
test('when the session has ended all the same, the page says so and asks how to log in again', async () => {
  const { session, answerWith } = await loggedIn();
  answerWith((_, path) => (path === '/api/login-options' ? { status: 200, body: oidc } : { status: 401, body: {} }));
  const leave = session.stay();
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  expect([session.phase, session.options]).toEqual(['expired', oidc]);
  leave();
});
test('a command center that is away for a while ends nobody’s session', async () => {
  const { session, answerWith } = await loggedIn();
  answerWith(() => ({ status: 0, body: undefined }));
  const leave = session.stay();
  await vi.advanceTimersByTimeAsync(30 * MINUTE_MS);
  expect(session.phase).toBe('in');
  leave();
});
test('nobody is told that they are logged out before the command center has ended the session', async () => {
  const { session, api, answerWith } = await loggedIn();
  answerWith(() => ({ status: 0, body: undefined }));
  await expect(session.logout()).rejects.toMatchObject({ temporary: true });
  expect([session.phase, session.session?.account.name, api.account]).toEqual(['in', 'soumu', 'soumu']);
});
