import { flushSync, tick } from 'svelte';
import type { Sheet } from './PrintSheet.svelte';

/** Some browsers begin to print a little after they were told to. */
const HANDING_OVER_MS = 2000;

/** One sheet at a time: made for the printer, shown to nobody else, and thrown away after it. */
export class Printing {
  sheet = $state.raw<Sheet>();
  #busy = false;
  /** The sheet here was made for the print that begins now; any other may be from long ago. */
  #handedOver = false;

  constructor(
    private readonly sheetNow: () => Sheet,
    private readonly picture: () => Promise<Blob | undefined>,
  ) {}

  async print(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const now = this.sheetNow();
      const blob = await this.picture().catch(() => undefined); // better a sheet without its map than none
      this.end();
      this.sheet = { ...now, picture: blob && URL.createObjectURL(blob) };
      await tick();
      await document
        .querySelector<HTMLImageElement>('.sheet img')
        ?.decode()
        .catch(() => undefined);
      this.#handedOver = true;
      window.print();
      setTimeout(() => (this.#handedOver = false), HANDING_OVER_MS);
    } finally {
      this.#busy = false;
    }
  }

  /** Whoever prints from the browser's own menu gets the sheet too, without the map, for which there is no time then. */
  prepare(): void {
    if (this.sheet && this.#handedOver) return;
    this.end();
    flushSync(() => (this.sheet = this.sheetNow()));
  }

  end(): void {
    if (this.sheet?.picture !== undefined) URL.revokeObjectURL(this.sheet.picture);
    this.sheet = undefined;
    this.#handedOver = false;
  }
}
