import { DatabaseSync } from 'node:sqlite';
import { JournalLockedError } from './errors.ts';

/**
 * Holds a lock for as long as this process lives or until `release`. The operating system takes it
 * back from a process that was killed, so that no stale lock can remain.
 *
 * @param path a file made for this purpose
 * @throws JournalLockedError when somebody else holds it
 */
export function holdLock(path: string): { release(): void } {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('pragma journal_mode = memory; begin exclusive');
  } catch (cause) {
    database.close();
    throw new JournalLockedError(`${path} is held by another process`, { cause });
  }
  return {
    release: () => {
      database.close();
    },
  };
}
