import { Dexie, type EntityTable } from 'dexie';

/** Something a person wrote or did, as it was entered; it is never changed, only sent, refused or discarded by name. */
export interface Fact {
  id: string;
  kind: string;
  /** When it was entered, by the command center's clock as last known. */
  at: number;
  /** The account that entered it. Nobody else's session ever sends it. */
  by: string;
  body: unknown;
  refused?: Refusal;
}
export interface Refusal {
  code: string;
  ja: string;
  en: string;
}
export interface Draft {
  key: string;
  value: unknown;
}

export const db = new Dexie('yagura-console') as Dexie & {
  facts: EntityTable<Fact, 'id'>;
  drafts: EntityTable<Draft, 'key'>;
};
db.version(1).stores({ facts: 'id, at, by', drafts: 'key' });
