// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { Problem } from '../../lib/api/problem';
import SetupForm from './SetupForm.svelte';

const field = (label: RegExp) => screen.getByLabelText<HTMLInputElement>(label);
async function fillIn(): Promise<void> {
  await userEvent.type(field(/^設定コード/), 'AAAA-BBBB');
  await userEvent.type(field(/^アカウント名/), 'soumu');
  await userEvent.type(field(/^表示名/), '総務班');
  await userEvent.type(field(/^パスワード/), 'short');
}
const submit = () => userEvent.click(screen.getByRole('button'));

afterEach(cleanup);

test('how long a password has to be is said before one is chosen', () => {
  render(SetupForm, { minLength: 10, setUp: vi.fn() });
  expect(screen.getByText(/10文字以上/)).toBeTruthy();
});
test('what the server refuses is said beside its field, and nothing typed is lost', async () => {
  const tooShort = [{ field: 'password', message: '短すぎます。', messageEn: 'Too short.' }];
  render(SetupForm, {
    minLength: 10,
    setUp: vi.fn().mockRejectedValue(new Problem(400, 'invalid', '', '', tooShort)),
  });
  await fillIn();
  await submit();
  expect(await screen.findByText('短すぎます。')).toBeTruthy();
  expect(document.activeElement).toBe(field(/^パスワード/));
  expect([field(/^設定コード/).value, field(/^パスワード/).value]).toEqual(['AAAA-BBBB', 'short']);
});
