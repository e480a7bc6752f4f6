/** The shapes the command center speaks: HTTP answers and the items of live topics. Everything in SI-like smallest units. */

export type Instant = string;

export type OperationKind = 'REAL' | 'EXERCISE';
export type SensorKind = 'WATER_LEVEL' | 'RAIN' | 'BATTERY_VOLTAGE' | 'TEMPERATURE';
export type Freshness = 'LIVE' | 'LATE' | 'BACKFILLED' | 'SILENT' | 'NEVER';
export type Quality = 'NORMAL' | 'SUSPECT' | 'MISSING';
/** How far a time can be trusted: right, put right later, or perhaps far off. */
export type Dating = 'SURE' | 'CORRECTED' | 'UNCERTAIN';
/** What a tower's clock goes by. */
export type ClockState = 'SYNCHRONISED' | 'FROM_CENTER' | 'UNSURE';
export type PowerState = 'MAINS' | 'BATTERY' | 'SAVING' | 'SURVIVAL' | 'DOWN';
export type Stage = 0 | 1 | 2 | 3 | 4 | 5;

export interface Municipality {
  id: string;
  name: string;
  nameEn: string;
}
export interface Account {
  name: string;
  displayName: string;
  locale?: string;
  roles: readonly string[];
  permissions: readonly string[];
}
export interface Session {
  account: Account;
  csrf: string;
  municipality: Municipality | null;
  version: string;
  demo: boolean;
}
export interface SetupNeed {
  needed: boolean;
  /** Characters of a new password. */
  passwordMinLength: number;
}
export interface LoginOptions {
  password: boolean;
  oidc: readonly { name: string; label: string; url: string }[];
}
export interface Basemap {
  id: string;
  label: string;
  labelEn: string;
  kind: 'pmtiles' | 'raster';
  url: string;
  attribution: string;
  attributionEn: string;
  isDefault: boolean;
}
export interface MapSettings {
  basemaps: readonly Basemap[];
  center: [number, number];
  zoom: number;
}

export interface Operation {
  id: string;
  kind: OperationKind;
  /** The everyday watch (常時監視), which is always open. */
  standing?: boolean;
  name: string;
  nameEn: string;
  openedAt: Instant;
  closedAt: Instant | null;
}
export interface Thresholds {
  standby: number | null;
  caution: number | null;
  evacuation: number | null;
  danger: number | null;
  hysteresis: number;
}
export interface Sensor {
  id: string;
  kind: SensorKind;
  name: string;
  nameEn: string;
  unit: string;
  thresholds: Thresholds | null;
}
export interface Site {
  id: string;
  operationId: string;
  name: string;
  nameEn: string;
  kana: string;
  lat: number;
  lon: number;
  cadenceSeconds: number;
  sensors: readonly Sensor[];
}
/** The newest value of one sensor. */
export interface Level {
  id: string;
  site: string;
  sensor: string;
  version: number;
  value: number | null;
  quality: Quality;
  observedAt: Instant | null;
  receivedAt: Instant | null;
  stage: Stage | null;
  ratePer10min: number | null;
  /** Present when it is the last value of a summary of so long a window. */
  summarySeconds: number | null;
  freshness: Freshness;
}
export interface Minutes {
  least: number;
  expected: number;
  most: number;
}
export type BearerState = 'IN_USE' | 'READY' | 'DOWN' | 'RESTING';
/** One way out of a tower. Bytes are those of IP packets, both ways. */
export interface Bearer {
  name: string;
  state: BearerState;
  today: number;
  month: number;
  dailyBudget: number | null;
  monthlyBudget: number | null;
  rttMillis: number | null;
  /** For a megabyte. */
  priceYen: number | null;
}
/** The tower itself: is it heard, how is it powered, how much still waits there. */
export interface Station {
  id: string;
  online: boolean;
  since: Instant | null;
  lastHeardAt: Instant | null;
  power: PowerState | null;
  powerSince: Instant | null;
  batteryMillivolts: number | null;
  batteryPercent: number | null;
  batteryAt: Instant | null;
  /** Until it falls silent, as expected at batteryAt; absent while something charges it. */
  minutesLeft: number | null;
  minutesLeftLeast: number | null;
  minutesLeftMost: number | null;
  /** The same if it stayed in one mode until then. */
  inModes: { normal: Minutes; saving: Minutes; survival: Minutes } | null;
  /** From one word of it to the next while it saves power; absent where it speaks as always. */
  speaksEverySeconds: number | null;
  /** Readings and events that wait to be sent; what is under way is not counted. */
  waiting: number | null;
  oldestWaiting: Instant | null;
  /** When the tower counted them. */
  waitingAt: Instant | null;
  bearer: string | null;
  clock: ClockState | null;
  /** Best first, as the tower told of them at bearersAt; empty while it has not. */
  bearers: readonly Bearer[];
  bearersAt: Instant | null;
  freshness: Freshness;
  stage: Stage | null;
  overflow: boolean;
}
export interface ChronologyEntry {
  id: string;
  operationId: string;
  number: number;
  kind: string;
  occurredAt: Instant;
  recordedAt: Instant;
  actor: string;
  source: string;
  ja: string;
  en: string;
  site: string | null;
  level: Stage | null;
  important: boolean;
}
export interface SystemNotice {
  id: string;
  severity: 'info' | 'warning' | 'critical' | 'INFO' | 'WARNING' | 'CRITICAL';
  ja: string;
  en: string;
  since: Instant;
}

export interface ReadingPoint {
  at: Instant;
  value: number | null;
  quality: Quality;
  backfilled: boolean;
  receivedAt: Instant;
  dating: Dating;
}
export interface RollupPoint {
  at: Instant;
  min: number | null;
  mean: number | null;
  max: number | null;
  count: number;
}
/** A window of which only the summary is known, at its middle. */
export interface SummaryPoint {
  at: Instant;
  seconds: number;
  min: number;
  mean: number;
  max: number;
  count: number;
}
export type Readings =
  | { sensor: string; resolution: 'raw'; more?: boolean; points: readonly (ReadingPoint | SummaryPoint)[] }
  | { sensor: string; resolution: '10m'; more?: boolean; points: readonly RollupPoint[] };

export type PictureSize = 'THUMBNAIL' | 'FULL';
export interface Picture {
  /** Its address below the site's pictures. */
  id: string;
  camera: string;
  size: PictureSize;
  takenAt: Instant;
  /** takenAt is when it came in: the tower's clock was not to be believed. */
  clockWrong: boolean;
  receivedAt: Instant;
  width: number;
  height: number;
}
/** A camera of a site, by its newest picture. */
export interface Camera {
  id: string;
  site: string;
  camera: string;
  newest: Picture;
  lastReceivedAt: Instant;
  lastFullAt: Instant | null;
  askedAt: Instant | null;
  askedBy: string | null;
}
