/** The words about pictures. They come with the panel of a site, not at the start. */
import type { Wordbook } from '../../lib/i18n/i18n.svelte';

const ja = {
  title: '写真',
  none: '写真はまだありません。',
  which: 'カメラ',
  taken: (time: string) => `${time} 撮影`,
  alt: (site: string, time: string) => `${site} ${time} の写真`,
  open: '写真だけを別の画面で開く',
  old: '今の様子ではありません',
  clockWrong: '受信した時刻（子局の時計が正しくありません）',
  small: '縮小画像',
  strip: 'これまでの写真（← 前　→ 次）',
  failed: 'これまでの写真を読み込めませんでした。',
  spare: {
    SAVING: '省電力のため、写真を減らしています',
    SURVIVAL: '停電のため30分ごと・縮小画像だけです',
  },
  ask: '詳しい写真を要求',
  asked: (time: string) => `${time} に要求しました。届くのを待っています`,
  arrived: '要求した写真が届きました',
  missing: '要求した写真が届いていません。回線を確かめてください',
  offline: '回線が切れているため要求できません',
};

const en: typeof ja = {
  title: 'Pictures',
  none: 'There is no picture yet.',
  which: 'Camera',
  taken: (time) => `Taken ${time}`,
  alt: (site, time) => `${site}, picture of ${time}`,
  open: 'Open the picture by itself',
  old: 'Not how it is now',
  clockWrong: 'Time of receipt (the tower’s clock is wrong)',
  small: 'Small picture',
  strip: 'Earlier pictures (← earlier, → later)',
  failed: 'Earlier pictures could not be loaded.',
  spare: {
    SAVING: 'Fewer pictures, to save power',
    SURVIVAL: 'Power cut: one small picture every 30 minutes',
  },
  ask: 'Ask for a full picture',
  asked: (time) => `Asked at ${time}, waiting for it`,
  arrived: 'The picture that was asked for is here',
  missing: 'The picture that was asked for has not come. Look at the link',
  offline: 'The link is down: none can be asked for',
};

export const words: Wordbook<typeof ja> = { ja, en };
