// A made-up flood for the stand-in server. Every value is a function of time, so that charts have a past.
const MINUTE = 60_000;
const places = [
  ['sanwa', '三和', 'Sanwa', 'さんわ', 33.523, 133.633, 0.2],
  ['hamakaida', '浜改田', 'Hamakaida', 'はまかいだ', 33.533, 133.663, 0.5],
  ['inabu', '稲生', 'Inabu', 'いなぶ', 33.545, 133.621, 1],
  ['tochi', '十市', 'Tochi', 'とおち', 33.527, 133.585, 0.75],
  ['oko', '岡豊', 'Oko', 'おこう', 33.595, 133.617, 1.15],
  ['yakusho', '市役所本庁舎', 'City hall', 'しやくしょほんちょうしゃ', 33.5757, 133.6413, 0],
  [
    'nogaku',
    '高知大学農林海洋科学部',
    'Kochi University, Agriculture',
    'こうちだいがくのうりんかいようかがくぶ',
    33.55,
    133.679,
    0.6,
  ],
];
const thresholds = { standby: 1200, caution: 1600, evacuation: 2400, danger: 3200, hysteresis: 50 };
const CADENCE_S = 2;
const names = ['段階なし', '水防団待機水位', '氾濫注意水位', '避難判断水位', '氾濫危険水位', '氾濫発生'];
const namesEn = ['no stage', 'standby level', 'caution level', 'evacuation decision level', 'danger level', 'overflow'];

/** More towers than the plan has, for looking at load. */
const strewn = (i) => {
  const n = String(i + 1).padStart(4, '0');
  const [x, y] = [(i * 0.618) % 1, (i * 0.414) % 1];
  return [
    `t-${n}`,
    `試験${n}`,
    `Test ${n}`,
    `しけん${n}`,
    33.4 + 0.4 * y,
    133.3 + 0.7 * x,
    0.2 + ((i * 37) % 100) / 100,
  ];
};

/** What a tower without mains tells of its battery, in minutes. */
function lasting(expected) {
  if (expected === undefined) {
    return {
      minutesLeft: null,
      minutesLeftLeast: null,
      minutesLeftMost: null,
      inModes: null,
      speaksEverySeconds: null,
    };
  }
  const span = (minutes) => ({
    least: Math.round(minutes * 0.8),
    expected: Math.round(minutes),
    most: Math.round(minutes * 1.2),
  });
  const byPlan = span(expected);
  return {
    minutesLeft: byPlan.expected,
    minutesLeftLeast: byPlan.least,
    minutesLeftMost: byPlan.most,
    inModes: { normal: span(expected * 0.55), saving: byPlan, survival: span(expected * 1.7) },
    speaksEverySeconds: 180,
  };
}

export class World {
  onchange = () => undefined;
  topics = ['operations', 'sites', 'levels', 'stations', 'chronology', 'system'];
  map = {
    basemaps: [
      {
        id: 'bundled',
        label: '内蔵の地図',
        labelEn: 'Bundled map',
        kind: 'pmtiles',
        url: '/map/basemap.pmtiles',
        attribution: '地図: 開発用の略図',
        attributionEn: 'Map: sketch for development',
        isDefault: true,
      },
      {
        id: 'gsi',
        label: '地理院タイル（淡色）',
        labelEn: 'GSI tiles (pale)',
        kind: 'raster',
        url: 'https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png',
        attribution: '地理院タイル',
      },
    ],
    center: [133.64, 33.56],
    zoom: 11.4,
  };
  #stores = new Map(this.topics.map((t) => [t, new Map()]));
  #start;
  #number = 0;
  #places;

  /** `from`: where in the flood it begins, in seconds relative to the moment the water starts to rise fast. */
  constructor({ kind, from, sites = 0 }) {
    this.#start = Date.now() - (from + 180) * 1000;
    const now = this.#iso(this.now());
    this.#store('operations', {
      id: 'op-1',
      kind,
      name: kind === 'EXERCISE' ? '模擬災害（デモ）' : '台風23号',
      nameEn: kind === 'EXERCISE' ? 'Simulated flood (demo)' : 'Typhoon 23',
      openedAt: now,
      closedAt: null,
    });
    this.#places = [...places, ...Array.from({ length: sites }, (_, i) => strewn(i))];
    for (const [id, name, nameEn, kana, lat, lon, factor] of this.#places)
      this.#store('sites', {
        id,
        operationId: 'op-1',
        name,
        nameEn,
        kana,
        lat,
        lon,
        cadenceSeconds: CADENCE_S,
        sensors: [
          ...(factor > 0
            ? [{ id: 'wl', kind: 'WATER_LEVEL', name: '水位', nameEn: 'Water level', unit: 'mm', thresholds }]
            : []),
          { id: 'rn', kind: 'RAIN', name: '10分雨量', nameEn: 'Rain in 10 min', unit: '0.1mm', thresholds: null },
          {
            id: 'bv',
            kind: 'BATTERY_VOLTAGE',
            name: '電池電圧',
            nameEn: 'Battery voltage',
            unit: 'mV',
            thresholds: null,
          },
        ],
      });
    this.#log('operation.opened', '災害対策本部を設置しました（訓練）', 'Headquarters opened (exercise)', {
      important: true,
      at: this.now() - 26 * 3_600_000,
    });
    this.#log(
      'chronology.noted',
      '第1配備を発令。各部は参集状況を報告すること',
      'Posture 1. Each department reports who has arrived',
      { actor: '総務班 南国', at: this.now() - 50 * MINUTE },
    );
    this.tick();
  }

  now = () => Date.now();
  items = (topic) => [...this.#stores.get(topic).values()];

  tick() {
    const now = this.now();
    const changed = { levels: [], stations: [] };
    for (const [id, name, nameEn, , , , factor] of this.#places) {
      const silent = id === 'nogaku' && this.#t(now) > 30;
      const late = id === 'tochi' && this.#t(now) > 100 && this.#t(now) % 60 < 20;
      const cut = (id === 'inabu' && this.#t(now) > 20) || id === 'sanwa';
      const seen = silent ? this.#start + 210_000 : late ? now - 9000 : now;
      const freshness = silent ? 'SILENT' : late ? 'LATE' : id === 'hamakaida' ? 'BACKFILLED' : 'LIVE';
      const observedAt = this.#iso(seen - (seen % (CADENCE_S * 1000)));
      let stage = null;
      if (factor > 0) {
        const value = Math.round(this.#level(factor, seen));
        const before = this.#stores.get('levels').get(`${id}/wl`);
        stage = [thresholds.danger, thresholds.evacuation, thresholds.caution, thresholds.standby].reduce(
          (s, l, i) => (s === 0 && value >= l ? 4 - i : s),
          0,
        );
        const rate = Math.round(this.#level(factor, seen) - this.#level(factor, seen - 600_000));
        changed.levels.push({
          id: `${id}/wl`,
          site: id,
          sensor: 'wl',
          version: now,
          value,
          quality: 'NORMAL',
          observedAt,
          receivedAt: observedAt,
          stage,
          ratePer10min: rate,
          freshness,
        });
        if (before && before.stage !== stage)
          this.#log(
            'stage.changed',
            `${name}の水位が${names[stage]}に${stage > before.stage ? '到達' : '下降'}（${(value / 1000).toFixed(2)} m）`,
            `${nameEn}: ${namesEn[stage]} ${stage > before.stage ? 'reached' : '(falling)'} (${(value / 1000).toFixed(2)} m)`,
            { site: id, level: stage, important: stage >= 3 },
          );
      }
      const overflow = id === 'oko' && this.#t(now) > 110;
      const known = this.#stores.get('stations').get(id);
      if (overflow && !known?.overflow)
        this.#log('stage.overflow', `${name}で越水を検知（氾濫発生）`, `${nameEn}: overflow detected`, {
          site: id,
          level: 5,
          important: true,
        });
      changed.levels.push({
        id: `${id}/rn`,
        site: id,
        sensor: 'rn',
        version: now,
        value: Math.round(this.#rain(seen)),
        quality: 'NORMAL',
        observedAt,
        receivedAt: observedAt,
        stage: null,
        ratePer10min: null,
        freshness,
      });
      changed.stations.push({
        id,
        online: !silent,
        since: this.#iso(silent ? this.#start + 210_000 : this.#start),
        lastHeardAt: observedAt,
        power: cut ? (id === 'sanwa' ? 'SAVING' : 'BATTERY') : 'MAINS',
        powerSince: this.#iso(cut ? this.#start + 200_000 : this.#start - 86_400_000),
        batteryMillivolts: cut ? 25_400 : 27_300,
        batteryPercent: cut ? (id === 'sanwa' ? 24 : 81) : 100,
        batteryAt: this.#iso(now - 20_000),
        ...lasting(cut ? (id === 'sanwa' ? 17 * 60 : 66 * 60) : undefined),
        waiting: id === 'hamakaida' ? 42 : 0,
        oldestWaiting: id === 'hamakaida' ? this.#iso(now - 1_295_000) : null,
        waitingAt: this.#iso(now - 20_000),
        bearer: id === 'tochi' ? 'satellite' : id === 'hamakaida' ? 'lte' : 'lan',
        freshness,
        stage: overflow ? 5 : stage,
        overflow,
      });
    }
    for (const [topic, items] of Object.entries(changed)) {
      for (const item of items) this.#stores.get(topic).set(item.id, item);
      this.onchange(topic, items);
    }
  }

  note({ id, text, occurredAt }, account) {
    if (this.#stores.get('chronology').has(id)) return false;
    this.#log('chronology.noted', text, text, {
      id,
      actor: account.displayName,
      at: occurredAt ? Date.parse(occurredAt) : this.now(),
    });
    return true;
  }

  chronologyBefore(before, limit) {
    const older = this.items('chronology')
      .filter((e) => e.number < before)
      .sort((a, b) => b.number - a.number);
    return { entries: older.slice(0, limit), more: older.length > limit };
  }

  readings(site, sensor, query) {
    const place = this.#places.find(([id]) => id === site);
    const [from, to] = [Date.parse(query.get('from')), Math.min(Date.parse(query.get('to')), this.now())];
    const value = (at) => (sensor === 'wl' ? this.#level(place[6], at) : sensor === 'rn' ? this.#rain(at) : 27_000);
    const points = [];
    if (to - from > 7 * 3_600_000) {
      for (let at = from - (from % 600_000); at < to; at += 600_000) {
        const middle = value(at + 300_000);
        points.push({
          at: this.#iso(at),
          min: Math.round(middle - 20),
          mean: Math.round(middle),
          max: Math.round(middle + 25),
          count: 300,
        });
      }
      return { sensor, resolution: '10m', points };
    }
    const step = to - from > 3_600_000 ? 20_000 : CADENCE_S * 1000;
    for (let at = from - (from % step); at < to; at += step) {
      const ago = (this.now() - at) / MINUTE;
      if (ago > 22 && ago < 27) continue;
      const silent = site === 'nogaku' && at > this.#start + 210_000;
      if (!silent)
        points.push({
          at: this.#iso(at),
          value: Math.round(value(at)),
          quality: 'NORMAL',
          backfilled: ago > 12 && ago <= 22,
          receivedAt: this.#iso(ago > 12 && ago <= 22 ? at + 600_000 : at),
        });
    }
    return { sensor, resolution: 'raw', points };
  }

  toggleDiskNotice() {
    const id = 'disk-full';
    if (this.#stores.get('system').delete(id)) return this.onchange('system', [], [id]);
    const notice = {
      id,
      severity: 'critical',
      ja: 'サーバーの空き容量がありません。受信を止めています。子局のデータは子局に残っています。',
      en: 'The server disk is full. Receiving has stopped. Data stays safe at the sites.',
      since: this.#iso(this.now()),
    };
    this.#store('system', notice);
    this.onchange('system', [notice]);
  }

  #t = (at) => (at - this.#start) / 1000 - 180;
  #iso = (at) => new Date(at).toISOString();
  #store = (topic, item) => this.#stores.get(topic).set(item.id, item);
  #level(factor, at) {
    const t = this.#t(at);
    const rise = 3300 / (1 + Math.exp(-(t - 20) / 22));
    return factor * (420 + 140 * Math.sin(at / 4_000_000) + rise) + 6 * Math.sin(at / 900);
  }
  #rain = (at) => Math.max(0, 60 + 55 * Math.sin(at / 2_500_000) + 30 * Math.sin(at / 700_000));
  #log(kind, ja, en, { site = null, level = null, important = false, actor = 'system', at = this.now(), id } = {}) {
    const number = ++this.#number;
    const entry = {
      id: id ?? `e-${number}`,
      operationId: 'op-1',
      number,
      kind,
      occurredAt: this.#iso(at),
      recordedAt: this.#iso(this.now()),
      actor,
      source: actor === 'system' ? 'stagewatch' : 'console',
      ja,
      en,
      site,
      level,
      important,
    };
    this.#store('chronology', entry);
    this.onchange('chronology', [entry]);
  }
}
