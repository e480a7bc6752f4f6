'use strict';
// Asks for the state every two seconds and shows it, with the age of everything. Plain script on purpose: the page has
// to work on whatever phone somebody has in the pocket, and nothing may be fetched from anywhere else.
(() => {
  const words = {
    ja: {
      title: '子局', sensors: 'センサー', test: '試験送信', power: '電源', lines: '本部への回線', queue: '送信待ち',
      camera: 'カメラ', box: '装置', log: '技術記録（英語）',
      testAbout: '試験警報を本部へ送り、届くまでを確かめます。本部の経過に記録が残ります。',
      pin: '暗証番号', send: '試験警報を送る', sending: '送っています',
      noPin: '暗証番号が設定されていないため、この画面からは送れません。',
      noCamera: 'カメラはありません。', picture: '撮影',
      good: '本部につながっています。', cut: '本部につながっていません。測定は続き、値はこの装置にたまっています。',
      unconfirmed: 'つながっていますが、本部の確認がまだありません。',
      stuck: 'この装置の記録（ディスク）が答えません。', brokenSensor: '故障したセンサーがあります。',
      stale: (t) => `装置が${t}答えていません。下の値は古いものです。`,
      ago: (t) => `${t}前`, never: 'まだありません', unknown: '不明', future: '時刻が合いません',
      seconds: (n) => `${n}秒`, minutes: (n) => `${n}分`, hours: (h, m) => `${h}時間${m ? m + '分' : ''}`,
      days: (d, h) => `${d}日${h ? h + '時間' : ''}`,
      measured: '測定', NORMAL: '正常', SUSPECT: '要確認', MISSING: '測定できません', broken: '故障', noValue: '値なし',
      doubted: '疑わしい値', UNREADABLE: '読めない', OUT_OF_RANGE: '範囲外', SPIKE: '飛び値', FROZEN: '動かない',
      times: (n) => `${n}回`,
      mains: '商用電源', on: 'あり', off: 'なし（停電）', mode: '電源の状態', battery: '電池', left: '電池の残り時間',
      leftSpan: (e, l, m) => `約${e}（${l}〜${m}）`, onMains: '商用電源で動いています',
      MAINS: '商用電源', BATTERY: '電池', SAVING: '省電力', SURVIVAL: '温存', DOWN: '停止',
      connected: 'つながっています', waiting: '使っていません', since: (t) => `${t}前から`,
      lan: '有線', wifi: '無線LAN', lte: '携帯回線', satellite: '衛星',
      lastTrouble: '最後の不調', REFUSED: '相手が接続を断りました。相手の機械は動いていますか。',
      NO_ROUTE: '相手までの道がありません。ケーブルとアンテナを確かめてください。',
      UNKNOWN_NAME: '相手の名前が分かりません。名前の設定と回線を確かめてください。',
      LOGIN: '名前か合言葉が違うと言われました。定義ファイルを確かめてください。',
      CERTIFICATE: '証明書が合いません。装置の時計と証明書を確かめてください。',
      NO_ANSWER: '相手が答えません。回線が細いか、途中で切れています。',
      BROKEN: '回線が途中で切れました。', OTHER: 'つながりません。詳しくは技術記録にあります。',
      waitingItems: '本部の確認待ち', items: (n) => `${n}件`, oldest: 'いちばん古いもの', durable: '本部の最後の確認',
      disk: 'ディスクの空き', ofTotal: (f, t) => `${f}／${t}`,
      clock: '時計', trusted: '確認済み', untrusted: '時刻はまだ確かめられていません', software: 'ソフトウェア',
      up: '動き始めてから', stepAsked: '受け付けました', stepRecorded: '装置に記録', stepTaken: '中継の機械が受領',
      stepDurable: '本部が保存を確認', waitingStep: '待っています…', pinShort: '暗証番号は6けた以上の数字です。',
      failed: '送れませんでした。装置が答えません。', other: 'English',
    },
    en: {
      title: 'Tower', sensors: 'Sensors', test: 'Test message', power: 'Power', lines: 'Lines to headquarters',
      queue: 'Waiting to be sent', camera: 'Camera', box: 'This box', log: 'Technical log',
      testAbout: 'Sends a test alarm to headquarters and shows how far it gets. It is kept in the record there.',
      pin: 'PIN', send: 'Send test alarm', sending: 'Sending',
      noPin: 'No PIN is set, so nothing can be sent from this page.',
      noCamera: 'There is no camera.', picture: 'Taken',
      good: 'Connected to headquarters.',
      cut: 'Not connected to headquarters. Measuring goes on; the values are kept in this box.',
      unconfirmed: 'Connected, but headquarters has not confirmed anything yet.',
      stuck: "This box's disk does not answer.", brokenSensor: 'A sensor is broken.',
      stale: (t) => `The box has not answered for ${t}. The values below are old.`,
      ago: (t) => `${t} ago`, never: 'none yet', unknown: 'unknown', future: 'the times do not agree',
      seconds: (n) => `${n} s`, minutes: (n) => `${n} min`, hours: (h, m) => `${h} h${m ? ` ${m} min` : ''}`,
      days: (d, h) => `${d} d${h ? ` ${h} h` : ''}`,
      measured: 'measured', NORMAL: 'good', SUSPECT: 'doubtful', MISSING: 'cannot be measured', broken: 'broken',
      noValue: 'no value', doubted: 'Doubtful values', UNREADABLE: 'unreadable', OUT_OF_RANGE: 'out of range',
      SPIKE: 'spikes', FROZEN: 'frozen', times: (n) => `${n}×`,
      mains: 'Mains', on: 'there', off: 'failed', mode: 'Power state', battery: 'Battery', left: 'Battery lasts',
      leftSpan: (e, l, m) => `about ${e} (${l} to ${m})`, onMains: 'running on mains',
      MAINS: 'mains', BATTERY: 'battery', SAVING: 'saving', SURVIVAL: 'survival', DOWN: 'down',
      connected: 'connected', waiting: 'not in use', since: (t) => `for ${t}`,
      lan: 'cable', wifi: 'Wi-Fi', lte: 'mobile', satellite: 'satellite',
      lastTrouble: 'Last trouble', REFUSED: 'The other side refused. Is its machine running?',
      NO_ROUTE: 'There is no way to the other side. Check cable and aerial.',
      UNKNOWN_NAME: "The other side's name is not known. Check the name and the line.",
      LOGIN: 'The other side does not accept name or password. Check the site file.',
      CERTIFICATE: "The certificate does not fit. Check this box's clock and the certificate.",
      NO_ANSWER: 'The other side does not answer. The line is thin, or cut on the way.',
      BROKEN: 'The line broke.', OTHER: 'No connection. The technical log says more.',
      waitingItems: 'Not confirmed yet', items: (n) => `${n}`, oldest: 'Oldest of them',
      durable: 'Last confirmed by headquarters', disk: 'Free on the disk', ofTotal: (f, t) => `${f} of ${t}`,
      clock: 'Clock', trusted: 'confirmed', untrusted: 'nobody has confirmed the time yet', software: 'Software',
      up: 'Running for', stepAsked: 'Accepted', stepRecorded: 'Recorded in this box', stepTaken: 'Taken by the broker',
      stepDurable: 'Confirmed by headquarters', waitingStep: 'waiting…', pinShort: 'The PIN has 6 digits or more.',
      failed: 'Not sent: the box does not answer.', other: '日本語',
    },
  };
  const $ = (id) => document.getElementById(id);
  let language = 'ja';
  try {
    if (localStorage.getItem('language') === 'en') language = 'en';
  } catch {
    // a browser that keeps nothing asks again each time
  }
  let t = words[language];
  let state = null;
  let heardAt = performance.now();
  let refusal = null;

  function element(tag, content, className) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (content !== undefined) made.textContent = content;
    return made;
  }
  function span(millis) {
    const seconds = Math.round(millis / 1000);
    if (seconds < 100) return t.seconds(seconds);
    const minutes = Math.round(seconds / 60);
    if (minutes < 100) return t.minutes(minutes);
    const hours = Math.floor(minutes / 60);
    if (hours < 48) return t.hours(hours, minutes % 60);
    return t.days(Math.floor(hours / 24), hours % 24);
  }
  const now = () => state.now + (performance.now() - heardAt);
  function age(at) {
    if (at === null) return t.never;
    const millis = now() - at;
    return millis < -5000 ? t.future : t.ago(span(Math.max(0, millis)));
  }
  const time = (at) => new Date(at).toLocaleTimeString(language === 'ja' ? 'ja-JP' : 'en-GB');
  function bytes(count) {
    if (count < 0) return t.unknown;
    return count >= 1e9 ? `${(count / 1e9).toFixed(1)} GB` : `${Math.round(count / 1e6)} MB`;
  }
  function reading(value, unit) {
    switch (unit) {
      case 'mm': return `${(value / 1000).toFixed(3)} m`;
      case '0.1mm': return `${(value / 10).toFixed(1)} mm`;
      case 'mV': return `${(value / 1000).toFixed(2)} V`;
      case '0.1C': return `${(value / 10).toFixed(1)} ℃`;
      default: return unit ? `${value} ${unit}` : String(value);
    }
  }
  const named = (item) => (language === 'ja' ? item.ja : item.en);
  const list = (id, pairs) =>
    $(id).replaceChildren(...pairs.flatMap(([term, text]) => [element('dt', term), element('dd', text)]));

  function showSensors() {
    const quality = { NORMAL: 'good', SUSPECT: 'doubt', MISSING: 'bad' };
    $('sensors').replaceChildren(...state.sensors.map((sensor) => {
      const item = element('div', undefined, 'item');
      item.append(element('h3', named(sensor)));
      item.append(element('div', sensor.value === null ? t.noValue : reading(sensor.value, sensor.unit), 'value'));
      if (sensor.quality) item.append(element('span', t[sensor.quality], `mark ${quality[sensor.quality]}`));
      if (sensor.broken) item.append(element('span', t.broken, 'mark bad'));
      item.append(element('p', `${t.measured} ${age(sensor.at)}`, 'age'));
      const doubted = Object.entries(sensor.doubted);
      if (doubted.length > 0) {
        const counts = doubted.map(([why, count]) => `${t[why]} ${t.times(count)}`);
        item.append(element('p', `${t.doubted}: ${counts.join(' · ')}`, 'small'));
      }
      return item;
    }));
  }
  function showPower() {
    const power = state.power;
    const volts = power.millivolts < 0 ? t.unknown : `${(power.millivolts / 1000).toFixed(2)} V`;
    const percent = power.percent < 0 ? '' : ` · ${power.percent} %`;
    const onMains = power.state === 'MAINS';
    const left = power.minutesLeft?.map((minutes) => span(minutes * 60000));
    list('power', [
      [t.mains, onMains ? t.on : t.off],
      [t.battery, volts + percent],
      [t.left, left ? t.leftSpan(left[1], left[0], left[2]) : onMains ? t.onMains : t.unknown],
      [t.mode, t[power.state]],
    ]);
  }
  function showLines() {
    $('lines').replaceChildren(...state.lines.map((line) => {
      const item = element('div', undefined, 'item');
      item.append(element('h3', t[line.bearer] ?? line.bearer), element('p', line.uri, 'small'));
      item.append(element('span', line.since === null ? t.waiting : t.connected, `mark ${line.since === null ? '' : 'good'}`));
      if (line.since !== null) item.append(element('span', t.since(span(Math.max(0, now() - line.since)))));
      if (line.trouble) {
        item.append(element('p', `${t.lastTrouble} (${age(line.troubleAt)}): ${t[line.trouble]}`, 'small'));
      }
      return item;
    }));
  }
  function showBox() {
    list('queue', [
      [t.waitingItems, state.queue ? t.items(state.queue.items) : t.unknown],
      [t.oldest, state.queue ? age(state.queue.oldest) : t.unknown],
      [t.durable, age(state.durableAt)],
    ]);
    list('box', [
      [t.clock, `${new Date(now()).toLocaleString(language === 'ja' ? 'ja-JP' : 'en-GB')} · ${state.trusted ? t.trusted : t.untrusted}`],
      [t.disk, t.ofTotal(bytes(state.disk.free), bytes(state.disk.total))],
      [t.up, span(now() - state.startedAt)],
      [t.software, state.software],
    ]);
    if ($('log').textContent !== state.log.join('\n')) $('log').textContent = state.log.join('\n');
  }
  function showPicture() {
    const has = state.pictureAt !== null;
    $('noPicture').hidden = has;
    $('picture').hidden = !has;
    if (!has) return;
    const image = $('picture').firstElementChild;
    const address = `/picture?${state.pictureAt}`;
    if (image.getAttribute('src') !== address) image.setAttribute('src', address);
    image.alt = t.camera;
    $('picture').lastElementChild.textContent = `${t.picture} ${age(state.pictureAt)}`;
  }
  function showTest() {
    $('test').hidden = !state.mayTest;
    $('noTest').hidden = state.mayTest;
    $('steps').hidden = state.test === null;
    if (state.test === null) return;
    const steps = [['stepAsked', 'askedAt'], ['stepRecorded', 'recordedAt'], ['stepTaken', 'takenAt'], ['stepDurable', 'durableAt']];
    $('steps').replaceChildren(...steps.map(([word, key]) => {
      const at = state.test[key];
      const item = element('li', undefined, at === null ? '' : 'good');
      item.append(element('span', `${at === null ? '○' : '●'} ${t[word]}`), element('span', at === null ? t.waitingStep : time(at)));
      return item;
    }));
  }
  function showVerdict() {
    const connected = state.lines.some((line) => line.since !== null);
    const broken = state.sensors.some((sensor) => sensor.broken);
    let word = 'good';
    let look = 'good';
    if (!connected) [word, look] = ['cut', 'bad'];
    else if (state.durableAt === null) [word, look] = ['unconfirmed', 'doubt'];
    if (broken) look = 'bad';
    if (state.queue === null) [word, look] = ['stuck', 'bad'];
    $('verdict').className = `banner ${look}`;
    const text = t[word] + (broken ? (language === 'ja' ? '' : ' ') + t.brokenSensor : '');
    if ($('verdict').textContent !== text) $('verdict').textContent = text;
  }
  function showAll() {
    document.documentElement.lang = language;
    $('language').textContent = t.other;
    $('language').lang = language === 'ja' ? 'en' : 'ja';
    for (const labelled of document.querySelectorAll('[data-t]')) labelled.textContent = t[labelled.dataset.t];
    $('refused').hidden = refusal === null;
    if (refusal !== null) $('refused').textContent = language === 'ja' ? refusal.title : refusal.titleEn;
    const silent = performance.now() - heardAt;
    $('stale').hidden = silent < 7000;
    $('stale').textContent = t.stale(span(silent));
    if (state === null) return;
    $('name').textContent = named(state.site);
    $('id').textContent = state.site.id;
    document.title = `${named(state.site)} · ${t.title}`;
    showVerdict();
    showSensors();
    showPower();
    showLines();
    showBox();
    showPicture();
    showTest();
  }
  async function ask() {
    try {
      const answer = await fetch('/state', { cache: 'no-store', signal: AbortSignal.timeout(6000) });
      if (answer.ok) {
        state = await answer.json();
        heardAt = performance.now();
      }
    } catch {
      // the banner tells for how long nothing was heard
    }
    showAll();
    setTimeout(ask, 2000);
  }
  $('language').addEventListener('click', () => {
    language = language === 'ja' ? 'en' : 'ja';
    t = words[language];
    try {
      localStorage.setItem('language', language);
    } catch {
      // then it is asked again next time
    }
    showAll();
  });
  $('pin').addEventListener('input', () => $('pin').setCustomValidity(''));
  $('pin').addEventListener('invalid', () => $('pin').setCustomValidity(t.pinShort));
  $('test').addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = event.target.querySelector('button');
    button.disabled = true;
    refusal = null;
    try {
      const answer = await fetch('/test', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ pin: $('pin').value }),
        signal: AbortSignal.timeout(6000),
      });
      if (!answer.ok) refusal = await answer.json();
    } catch {
      refusal = { title: words.ja.failed, titleEn: words.en.failed };
    }
    $('pin').value = '';
    button.disabled = false;
    showAll();
  });
  ask();
})();
