import type { Stage } from '../../lib/api/types';

/** Stages at which people must leave, or should already have left. */
export const isAlarming = (stage: Stage | null | undefined): stage is 4 | 5 => stage === 4 || stage === 5;

export interface Alarm {
  readonly site: string;
  readonly stage: 4 | 5;
}
export type Stages = ReadonlyMap<string, Stage>;
/** For each site the stage up to which an alarm has been acknowledged at this desk. */
export type Acknowledged = Readonly<Record<string, number>>;

/** What nobody at this desk has acknowledged yet, worst first. */
export function pending(stages: Stages, acknowledged: Acknowledged): Alarm[] {
  const alarms: Alarm[] = [];
  for (const [site, stage] of stages)
    if (isAlarming(stage) && stage > (acknowledged[site] ?? 0)) alarms.push({ site, stage });
  return alarms.sort((a, b) => b.stage - a.stage || a.site.localeCompare(b.site));
}

export function acknowledge(acknowledged: Acknowledged, alarms: readonly Alarm[]): Acknowledged {
  return { ...acknowledged, ...Object.fromEntries(alarms.map((a) => [a.site, a.stage])) };
}

/** When the water falls, the acknowledgement falls with it: the next rise to the same stage is a new alarm. */
export function settle(acknowledged: Acknowledged, stages: Stages): Acknowledged {
  const entries = Object.entries(acknowledged);
  const settled = entries
    .map(([site, stage]) => [site, Math.min(stage, stages.get(site) ?? stage)] as const)
    .filter(([, stage]) => stage >= 4);
  const same = settled.length === entries.length && settled.every(([site, stage]) => acknowledged[site] === stage);
  return same ? acknowledged : Object.fromEntries(settled);
}
