// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Alarms } from '../../features/alert/alarms.svelte';
import { SessionState } from '../../features/session/session.svelte';
import { Api } from '../../lib/api/api';
import { prefs } from '../../lib/ui/prefs.svelte';
import ExpiredDialog from './ExpiredDialog.svelte';

beforeEach(() => {
  // jsdom has no modal dialogs
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close: () => undefined,
  });
});
afterEach(() => {
  cleanup();
  prefs.set({ sound: false });
});
const hush = () => screen.queryByRole('button', { name: '警報音を止める（未確認の警報 1件）' });

test('an alarm that goes on behind the login can be silenced there, and stays to be acknowledged', async () => {
  prefs.set({ sound: true });
  const session = new SessionState(new Api(() => Promise.reject(new TypeError('network'))));
  const alarms = new Alarms(
    'yagura.alarms.soumu',
    () => [{ id: 'a', stage: 4 }],
    () => true,
  );
  render(ExpiredDialog, { session, name: 'soumu', alarms });
  await userEvent.click(hush() as HTMLElement);
  expect([hush(), alarms.hushed, alarms.pending.length]).toEqual([null, true, 1]);
});
