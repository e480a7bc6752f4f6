import { flushSync, tick } from 'svelte';
import type { Sheet } from './PrintSheet.svelte';

/** One sheet at a time: made for the printer, shown to nobody else, and thrown away after it. */
export class Printing {
  sheet = $state.raw<Sheet>();
  #busy = false;

  constructor(
    private readonly sheetNow: () => Sheet,
    private readonly picture: () => Promise<Blob | undefined>,
  ) {}

  async print(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const now = this.sheetNow();
    const blob = await this.picture();
    this.sheet = { ...now, picture: blob && URL.createObjectURL(blob) };
    await tick();
    await document.querySelector<HTMLImageElement>('.sheet img')?.decode();
    window.print();
  }

  /** Whoever prints from the browser's own menu gets the sheet too, without the map, for which there is no time then. */
  prepare(): void {
    if (!this.sheet) flushSync(() => (this.sheet = this.sheetNow()));
  }

  end(): void {
    if (this.sheet?.picture !== undefined) URL.revokeObjectURL(this.sheet.picture);
    this.sheet = undefined;
    this.#busy = false;
  }
}
