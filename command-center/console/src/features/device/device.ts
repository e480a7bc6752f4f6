import type { FieldProblem } from '../../lib/api/problem';
import type { Instant } from '../../lib/api/types';

export type Identity = 'PASSWORD' | 'CERTIFICATE' | 'REVOKED' | 'EXPIRED';
export type SettingsState = 'SENT' | 'APPLIED' | 'REFUSED' | 'TAKEN_BACK' | 'REPLACED';
export type CommandState = 'SENT' | 'RECEIVED' | 'DONE' | 'REFUSED' | 'EXPIRED';
export const commandKinds = ['status', 'identify', 'log', 'restart'] as const;
export type CommandKind = (typeof commandKinds)[number];

/** A box as the list shows it. Whatever changes about it changes `at`. */
export interface Device {
  id: string;
  identity: Identity;
  validUntil: Instant | null;
  codeUntil: Instant | null;
  software: string | null;
  bornAt: Instant | null;
  inForce: number;
  wanted: number;
  state: SettingsState | null;
  openCommands: number;
  /** `FORGED 2,FLOOD 10` */
  refused: string;
  at: Instant;
}
export interface Certificate {
  serial: string;
  origin: 'CODE' | 'RENEWAL';
  issuedAt: Instant;
  endsAt: Instant;
  revokedAt: Instant | null;
  revokedBy: string | null;
  revokedWhy: string | null;
}
export interface SettingsVersion {
  version: number;
  content: string;
  why: string;
  madeBy: string;
  madeAt: Instant;
  state: SettingsState;
  sentAt: Instant | null;
  answeredAt: Instant | null;
  ja: string;
  en: string;
}
export interface Command {
  id: string;
  kind: CommandKind | 'certificate' | 'readings';
  madeBy: string;
  madeAt: Instant;
  expiresAt: Instant;
  state: CommandState;
  sentAt: Instant | null;
  receivedAt: Instant | null;
  finishedAt: Instant | null;
  ja: string;
  en: string;
  fileSize: number | null;
  /** Of readings that were asked for. */
  from: Instant | null;
  to: Instant | null;
}
export interface DeviceDetail {
  device: Device;
  certificate: Certificate | null;
  settings: readonly SettingsVersion[];
  commands: readonly Command[];
}
export interface OneTimeCode {
  code: string;
  expiresAt: Instant;
  site: string;
}

/** What stands in the form. Empty: as the technician wrote it in the site file. */
export interface Draft {
  sample: string;
  send: string;
  status: string;
  spikes: Record<string, { window: string; maxJump: string }>;
  masks: string;
  why: string;
}

interface Content {
  cadence?: { sample?: string; send?: string; status?: string };
  sensors?: { id: string; spike: { window: number; maxJump: number } }[];
  masks?: unknown;
}

export function draftOf(content: string | undefined, sensors: readonly string[]): Draft {
  const c = (content === undefined ? {} : JSON.parse(content)) as Content;
  return {
    sample: c.cadence?.sample ?? '',
    send: c.cadence?.send ?? '',
    status: c.cadence?.status ?? '',
    spikes: Object.fromEntries(
      sensors.map((id) => {
        const spike = c.sensors?.find((s) => s.id === id)?.spike;
        return [id, { window: spike ? String(spike.window) : '', maxJump: spike ? String(spike.maxJump) : '' }];
      }),
    ),
    masks: c.masks === undefined ? '' : JSON.stringify(c.masks),
    why: '',
  };
}

const duration = /^\d{1,9}(ms|s|m|h|d)$/;
const whole = /^\d{1,15}$/;

/** Which fields cannot be right as they stand; the command center and the box look again. */
export function faultsOf(d: Draft): string[] {
  const faults: string[] = [];
  for (const key of ['sample', 'send', 'status'] as const)
    if (d[key].trim() !== '' && !duration.test(d[key].trim())) faults.push(key);
  for (const [id, { window, maxJump }] of Object.entries(d.spikes)) {
    if (window.trim() === '' && maxJump.trim() === '') continue;
    const n = Number(window);
    if (!whole.test(window.trim()) || n < 3 || n > 99) faults.push(`window.${id}`);
    if (!whole.test(maxJump.trim()) || Number(maxJump) < 1) faults.push(`maxJump.${id}`);
  }
  if (d.masks.trim() !== '' && !isList(d.masks)) faults.push('masks');
  if (d.why.trim() === '') faults.push('why');
  return faults;
}

function isList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

/** What is sent. Only of a draft without faults. */
export function contentOf(d: Draft): string {
  const cadence = Object.fromEntries(
    (['sample', 'send', 'status'] as const).filter((k) => d[k].trim() !== '').map((k) => [k, d[k].trim()]),
  );
  const sensors = Object.entries(d.spikes)
    .filter(([, s]) => s.window.trim() !== '')
    .map(([id, s]) => ({ id, spike: { window: Number(s.window), maxJump: Number(s.maxJump) } }));
  return JSON.stringify({
    ...(Object.keys(cadence).length > 0 ? { cadence } : {}),
    ...(sensors.length > 0 ? { sensors } : {}),
    ...(d.masks.trim() !== '' ? { masks: JSON.parse(d.masks) as unknown } : {}),
  });
}

/** The field of the form that a refusal of the command center is about. */
export function fieldOf(p: FieldProblem): string {
  if (p.field.startsWith('cadence.')) return p.field.slice('cadence.'.length);
  if (p.field.startsWith('masks')) return 'masks';
  return p.field === 'why' ? 'why' : 'content';
}

/** As a field for date and time wants it, in Japan's time wherever the browser believes it is. */
export const inJapan = (at: number): string => new Date(at + 9 * 3_600_000).toISOString().slice(0, 16);

export function instantInJapan(field: string): string | undefined {
  const at = Date.parse(`${field}:00+09:00`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
