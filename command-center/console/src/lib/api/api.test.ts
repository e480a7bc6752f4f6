import { expect, test, vi } from 'vitest';
import { Api } from './api';
import { Problem } from './problem';

const answering = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const fetcher = vi.fn<typeof fetch>(() =>
    Promise.resolve(new Response(status === 204 ? null : JSON.stringify(body), { status, headers })),
  );
  return { fetcher, api: new Api(fetcher) };
};
const failing = async (api: Api, path = '/api/x') => api.call('POST', path, {}).catch((e: unknown) => e as Problem);

test('a change carries the token of its session, a question does not', async () => {
  const { api, fetcher } = answering(200, {});
  api.csrf = 't0ken';
  await api.get('/api/x');
  await api.call('POST', '/api/x', {});
  const tokens = fetcher.mock.calls.map(([, init]) => new Headers(init?.headers).get('x-yagura-csrf'));
  expect(tokens).toEqual([null, 't0ken']);
});
test('a problem is told in both languages, with its fields and how long to wait', async () => {
  const { api } = answering(429, {
    code: 'locked-out',
    title: '題',
    detail: 'お待ちください',
    detailEn: 'Please wait',
    retryAfterSeconds: 30,
    errors: [{ field: 'name', message: '短い', messageEn: 'short' }, 'noise'],
  });
  const p = (await failing(api)) as Problem;
  expect([p.code, p.ja, p.en, p.retryAfterSeconds]).toEqual(['locked-out', 'お待ちください', 'Please wait', 30]);
  expect(p.fields).toEqual([{ field: 'name', message: '短い', messageEn: 'short' }]);
});
test('an answer that is not ours still says that something went wrong', async () => {
  const api = new Api(() => Promise.resolve(new Response('<html>Bad gateway</html>', { status: 502 })));
  const p = (await failing(api)) as Problem;
  expect([p.code, p.temporary]).toEqual(['http-502', true]);
});
test('silence is a temporary problem', async () => {
  const api = new Api(() => Promise.reject(new TypeError('network')));
  const p = (await failing(api)) as Problem;
  expect([p.code, p.temporary]).toEqual(['unreachable', true]);
});
test('an ended session is told, but a wrong password is not taken for one', async () => {
  const { api } = answering(401, { code: 'no-session' });
  const expired = vi.fn();
  api.onexpired = expired;
  await failing(api, '/api/session');
  expect(expired).not.toHaveBeenCalled();
  await failing(api, '/api/chronology');
  expect(expired).toHaveBeenCalledOnce();
});
test('a token that is out of date is renewed once and the change goes again', async () => {
  let current = 'old';
  const fetcher = vi.fn<typeof fetch>((_path, init) => {
    const ok = new Headers(init?.headers).get('x-yagura-csrf') === 'new';
    return Promise.resolve(new Response(JSON.stringify({ code: 'csrf' }), { status: ok ? 200 : 403 }));
  });
  const api = new Api(fetcher);
  api.csrf = current;
  api.onstale = () => {
    api.csrf = current = 'new';
    return Promise.resolve(true);
  };
  await api.call('POST', '/api/x', {});
  expect([fetcher.mock.calls.length, current]).toEqual([2, 'new']);
});
test('when the renewed session is another person’s the change does not go again', async () => {
  const { api, fetcher } = answering(403, { code: 'csrf' });
  api.account = 'soumu';
  api.onstale = () => {
    api.account = 'fukushi';
    return Promise.resolve(true);
  };
  await failing(api);
  expect(fetcher).toHaveBeenCalledOnce();
});
