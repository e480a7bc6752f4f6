import { db } from './db';

/** What was typed and not yet sent. It survives a reload, a log-out and a dead battery, until it is sent or emptied. */
export async function loadDraft<T>(key: string): Promise<T | undefined> {
  return (await db.drafts.get(key))?.value as T | undefined;
}

export async function saveDraft(key: string, value: unknown): Promise<void> {
  if (value === undefined) await db.drafts.delete(key);
  else await db.drafts.put({ key, value });
}
