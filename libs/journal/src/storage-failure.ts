import { JournalDamagedError } from './errors.ts';

const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;
/** SQLite's shared memory file could not grow: on a full disk it says this instead of FULL. */
const SQLITE_IOERR_SHMSIZE = 4874;

/** What a failed write means for those who asked for it. */
export type StorageFailure = 'FULL' | 'DAMAGED' | 'OTHER';

/** Sorts the errors of SQLite and of the file system by what is to be done about them. */
export function classifyFailure(error: unknown): StorageFailure {
  if (error instanceof JournalDamagedError) return 'DAMAGED';
  const { code, errcode } = error as { code?: string; errcode?: number };
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'FULL';
  if (errcode === undefined) return 'OTHER';
  if (errcode === SQLITE_IOERR_SHMSIZE) return 'FULL';
  switch (errcode & 0xff) {
    case SQLITE_FULL:
      return 'FULL';
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return 'DAMAGED';
    default:
      return 'OTHER';
  }
}
