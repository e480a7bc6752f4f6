// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { Problem } from '../../lib/api/problem';
import LoginForm from './LoginForm.svelte';

const options = { password: true, oidc: [] };
const name = () => screen.getByLabelText<HTMLInputElement>('アカウント名');
const password = () => screen.getByLabelText<HTMLInputElement>('パスワード');
const submit = () => screen.getByRole('button', { name: 'ログイン' });

afterEach(cleanup);

test('what is missing is said beside its field, which gets the focus', async () => {
  const login = vi.fn();
  render(LoginForm, { options, login });
  await userEvent.click(submit());
  expect(screen.getByText('アカウント名を入力してください。')).toBeTruthy();
  expect(document.activeElement).toBe(name());
  expect(login).not.toHaveBeenCalled();
});
test('after a wrong password nothing typed is lost and the password is ready to be typed again', async () => {
  const login = vi.fn().mockRejectedValue(new Problem(401, 'wrong-credentials'));
  render(LoginForm, { options, login });
  await userEvent.type(name(), 'soumu');
  await userEvent.type(password(), 'wrong');
  await userEvent.click(submit());
  expect(await screen.findByText(/パスワードが違います/)).toBeTruthy();
  expect([name().value, password().value]).toEqual(['soumu', 'wrong']);
  expect(password().selectionEnd).toBe(5);
  expect(password().getAttribute('aria-invalid')).toBe('true');
});
test('a lock-out counts down and sends nothing meanwhile', async () => {
  const login = vi.fn().mockRejectedValue(new Problem(429, 'locked-out', '', '', [], 65));
  render(LoginForm, { options, login });
  await userEvent.type(name(), 'soumu');
  await userEvent.type(password(), 'x');
  await userEvent.click(submit());
  expect(await screen.findByText(/あと 1:05 で入力できます/)).toBeTruthy();
  await userEvent.click(submit());
  expect(login).toHaveBeenCalledTimes(1);
});
