const KATAKANA_TO_HIRAGANA = 0x60;

/** A form of a text in which kana, width, case and spaces make no difference. For searching only, never for storing. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s・]+/g, '')
    .replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - KATAKANA_TO_HIRAGANA));
}
