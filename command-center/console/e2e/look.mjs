// `npm run build && npm run look`: tells the stories that must always work against the stand-in server, checks every
// screen with axe, and leaves pictures in shots/ to be looked at. `npm run look -- stories` and `npm run look -- phone`
// (wall, desk, tablet, others) tell a part.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { start } from '../tools/standin.mjs';
import { japan, launch } from './chromium.mjs';

const here = path.join(import.meta.dirname, '..');
const shots = path.join(here, 'shots');
mkdirSync(shots, { recursive: true });
const axe = readFileSync(path.join(here, 'node_modules/axe-core/axe.min.js'), 'utf8');
const began = Date.now();
const tell = (what) => console.log(`${String(Date.now() - began).padStart(6)} ms  ${what}`);
const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
const words = {
  ja: { name: 'アカウント名', password: 'パスワード', list: /^子局$/, entry: '内容', log: 'クロノロジー' },
  en: { name: 'Account name', password: 'Password', list: /^Sites$/, entry: 'What happened', log: 'Chronology' },
};

const browser = await launch();
tell(`Chromium ${browser.version()}`);

async function open(origin, { size = [1920, 1080], theme = 'dark', language = 'ja', query = '' } = {}) {
  const context = await browser.newContext({ ...japan, viewport: { width: size[0], height: size[1] } });
  await context.addInitScript((t) => {
    if (localStorage.getItem('yagura.prefs') === null)
      localStorage.setItem('yagura.prefs', JSON.stringify({ theme: t }));
  }, theme);
  const page = await context.newPage();
  page.wrong = [];
  page.on('pageerror', (e) => page.wrong.push(e.message));
  page.on('console', (m) => /Content Security Policy/.test(m.text()) && page.wrong.push(m.text()));
  page.on('request', (r) => !/^(blob:|data:)?(http:\/\/127\.|image)/.test(r.url()) && page.wrong.push(r.url()));
  await page.goto(`${origin}/?lang=${language}${query}`);
  await page.getByLabel(words[language].name).waitFor();
  return page;
}
async function login(page, language = 'ja', name = 'soumu') {
  await page.getByLabel(words[language].name).fill(name);
  await page.getByLabel(words[language].password, { exact: true }).fill('yagura');
  await page.keyboard.press('Enter');
  await page.locator('header.bar').waitFor();
}
const mapIdle = (page) => page.locator('[data-map=idle]').waitFor();
async function look(page, name, runOnly = rules) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((only) => window.axe.run(document, { runOnly: only }), runOnly);
  assert.deepEqual(
    violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
    [],
    name,
  );
  assert.deepEqual(page.wrong, [], name);
  await page.screenshot({ path: path.join(shots, `${name}.png`) });
}

const wanted = process.argv.slice(2);
const wants = (what) => wanted.length === 0 || wanted.includes(what);
if (wants('stories')) await stories();
if (wanted.join() !== 'stories') await pictures();
await browser.close();

async function stories() {
  let server = await start({ from: 60, kind: 'REAL' });
  const { port } = server;
  const origin = `http://127.0.0.1:${port}`;
  const page = await open(origin);
  await login(page);
  const clicked = Date.now();
  await mapIdle(page);
  tell(`map idle ${Date.now() - clicked} ms after the login`);
  const log = page.getByRole('region', { name: words.ja.log });
  const entry = page.getByRole('textbox', { name: /記録する/ });

  await page.keyboard.press('n');
  await page.keyboard.type('十市小 開設');
  await page.keyboard.press('Enter');
  await log.locator('[data-entry]').getByText('十市小 開設').waitFor(); // stored, not only written down here
  tell('two keystrokes and a line is in the chronology');

  const stage = page.getByRole('navigation', { name: words.ja.list }).getByRole('button', { name: /稲生/ });
  await server.stop();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.type('回線が切れた');
  await page.keyboard.press('Enter');
  await log.getByText('未送信').waitFor();
  await page.getByText(/から更新なし/).waitFor({ timeout: 20_000 });
  await stage.getByText('途絶').waitFor({ timeout: 30_000 });
  await look(page, 'story-cut');
  await page.goto('about:blank'); // the page is gone; the line must still be on this device afterwards
  server = await start({ port, from: 60, kind: 'REAL' });
  await page.goto(`${origin}/?lang=ja`);
  await login(page);
  await log.locator('[data-entry]').getByText('回線が切れた').waitFor({ timeout: 20_000 });
  assert.equal(server.world.items('chronology').filter((e) => e.ja === '回線が切れた').length, 1);
  tell('what was written without a server is sent once when it is back, even after a reload');

  await page.keyboard.press('n');
  await page.keyboard.type('書きかけ');
  server.tokens.clear();
  server.cut();
  await page.getByText('ログインの期限が切れました').waitFor();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Escape'); // Chromium lets a second one close most dialogs
  assert.ok(await page.getByText('ログインの期限が切れました').isVisible());
  await page.getByLabel(words.ja.password, { exact: true }).fill('yagura');
  await page.keyboard.press('Enter');
  await page.getByText('ログインの期限が切れました').waitFor({ state: 'detached' });
  assert.equal(await entry.inputValue(), '書きかけ');
  await page.getByText('接続中').waitFor();
  tell('a session that ends takes nothing that was being typed');

  server.mood.refuse = true;
  await entry.press('Enter');
  await log.getByText('内容が長すぎます').waitFor();
  await log.getByRole('button', { name: '直す' }).click();
  assert.equal(await entry.inputValue(), '書きかけ');
  server.mood.refuse = false;
  tell('a refusal is told with its reason, and the line can be put right');

  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: '未確認の警報' }).waitFor({ timeout: 60_000 });
  await page.locator('main').focus();
  await page.keyboard.press('a');
  await page.getByRole('region', { name: '未確認の警報' }).waitFor({ state: 'detached' });
  tell('a new level 4 calls for someone until A acknowledges it');

  const wrong = await open(origin, { size: [1280, 800] });
  for (let i = 0; i < 3; i++) {
    await wrong.getByLabel(words.ja.name).fill('soumu');
    await wrong.getByLabel(words.ja.password, { exact: true }).fill(`wrong${i}`);
    await wrong.keyboard.press('Enter');
    await wrong
      .getByText(/パスワードが違います/)
      .first()
      .waitFor();
  }
  await wrong.keyboard.press('Enter');
  await wrong.getByText(/あと 0:\d\d で入力できます/).waitFor();
  await look(wrong, 'story-locked-out');
  tell('wrong passwords lock the door for a time that is counted down');
  await wrong.context().close();
  await page.context().close();
  await server.stop();
}

async function pictures() {
  const server = await start({ from: 20 });
  const origin = `http://127.0.0.1:${server.port}`;
  const sizes = { wall: [1920, 1080], desk: [1280, 800], tablet: [1180, 820], phone: [390, 844] };
  await new Promise((done) => setTimeout(done, 3000));

  for (const [theme, language] of [
    ['dark', 'ja'],
    ['light', 'en'],
  ]) {
    const page = await open(origin, { size: sizes.desk, theme, language });
    await look(page, `login-${theme}-${language}`);
    await page.context().close();
  }
  for (const [size, pixels] of Object.entries(sizes).filter(([size]) => wants(size)))
    for (const theme of ['dark', 'light'])
      for (const language of ['ja', 'en']) {
        const name = `${size}-${theme}-${language}`;
        const page = await open(origin, { size: pixels, theme, language });
        await login(page, language);
        await mapIdle(page);
        if (size === 'wall') await page.locator('[data-labels="7"]').waitFor(); // every site has its words
        await look(page, `map-${name}`);
        await page.goto(`${origin}/?site=inabu&lang=${language}`);
        await mapIdle(page);
        await page.locator('.uplot').waitFor();
        await look(page, `site-${name}`);
        for (const view of ['sites', 'chronology']) {
          await page.goto(`${origin}/?view=${view}&lang=${language}`);
          await page
            .locator(view === 'sites' ? '[data-site=oko]' : 'main [data-entry]')
            .first()
            .waitFor();
          await look(page, `${view}-${name}`);
        }
        await page.context().close();
      }
  tell('every screen in four sizes, two themes and two languages; axe finds nothing');

  if (!wants('others')) return server.stop();
  const page = await open(origin);
  await login(page);
  await mapIdle(page);
  server.world.toggleDiskNotice();
  await page.getByText('重大').waitFor();
  for (const [key, name] of [
    ['?', 'help'],
    ['/', 'search'],
  ]) {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await look(page, `dialog-${name}`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await page.getByRole('button', { name: '設定' }).click();
  await page.getByRole('group', { name: '設定' }).waitFor();
  await look(page, 'menu-settings');
  await page.keyboard.press('Escape');
  for (const name of ['凡例', '表示する層']) {
    await page.getByRole('button', { name }).click();
    await look(page, name === '凡例' ? 'map-legend' : 'map-layers');
    await page.getByRole('button', { name }).click();
  }
  await page.evaluate(() => {
    window.print = () => (window.printed = true);
  });
  tell('dialogs, menus and the notice bar');
  await page.keyboard.press('p');
  await page.waitForFunction(() => window.printed === true);
  await page.pdf({ path: path.join(shots, 'map-a3.pdf'), preferCSSPageSize: true, printBackground: true });
  tell('the wall sheet on A3');

  const cdp = await page.context().newCDPSession(page);
  for (const type of ['protanopia', 'deuteranopia', 'achromatopsia']) {
    await cdp.send('Emulation.setEmulatedVisionDeficiency', { type });
    await page.screenshot({ path: path.join(shots, `vision-${type}.png`) });
  }
  await page.context().close();

  const gallery = await browser.newPage({ ...japan, viewport: { width: 1500, height: 1500 } });
  gallery.wrong = [];
  await gallery.goto(`${origin}/gallery.html`);
  await gallery.locator('.uplot').nth(1).waitFor();
  await look(
    gallery,
    'gallery',
    rules.filter((r) => r !== 'best-practice'), // it shows everything twice
  );
  tell('the gallery');
  await server.stop();
}
