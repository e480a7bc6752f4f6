// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import { NOON } from '../../test/builders';
import { Printing } from './printing.svelte';
import type { Sheet } from './PrintSheet.svelte';

let now = NOON;
const sheetNow = () => ({ at: now, picture: undefined }) as Sheet;
const withPicture = () => Promise.resolve(new Blob(['map']));
const image = document.createElement('img');

beforeEach(() => {
  now = NOON;
  document.body.innerHTML = '<div class="sheet"></div>';
  document.querySelector('.sheet')?.append(image);
  image.decode = () => Promise.resolve();
  URL.createObjectURL = () => 'blob:map';
  URL.revokeObjectURL = vi.fn();
  window.print = vi.fn();
});

test('the sheet with its map is the one that is printed, and is gone afterwards', async () => {
  const printing = new Printing(sheetNow, withPicture);
  let printed: string | undefined;
  window.print = () => {
    printing.prepare();
    printed = printing.sheet?.picture;
    printing.end();
  };
  await printing.print();
  expect([printed, printing.sheet]).toEqual(['blob:map', undefined]);
  expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:map');
});
test('without its map a sheet is printed all the same, and printing is free again', async () => {
  const printing = new Printing(sheetNow, () => Promise.reject(new Error('graphics lost')));
  await printing.print();
  await printing.print();
  expect(window.print).toHaveBeenCalledTimes(2);
});
test('a picture that cannot be decoded holds nobody up', async () => {
  image.decode = () => Promise.reject(new Error('broken'));
  await new Printing(sheetNow, withPicture).print();
  expect(window.print).toHaveBeenCalledOnce();
});
test('a sheet whose end was never told is not printed later', async () => {
  vi.useFakeTimers();
  const printing = new Printing(sheetNow, withPicture);
  await printing.print();
  await vi.advanceTimersByTimeAsync(5000);
  now += 3_600_000;
  printing.prepare();
  expect([printing.sheet?.at, printing.sheet?.picture]).toEqual([now, undefined]);
  vi.useRealTimers();
});
