import { DAY, type Clock } from '@lenglian/quantities';
import type { Records } from '@lenglian/records';
import type { Log } from '../log.ts';

/** What the names of people are kept by. */
export interface Keeping {
  readonly records: Pick<Records, 'persons'>;
  /** By which hand-overs are dated. */
  readonly clock: Clock;
  readonly keptDays: number;
  readonly log: Pick<Log, 'info'>;
}

/** Takes people out of hand-overs that are older than names are kept. */
export async function forgetPersons({ records, clock, keptDays, log }: Keeping): Promise<void> {
  const before = clock.now() - keptDays * DAY;
  const count = await records.persons.eraseBefore({ id: 'system' }, before);
  if (count > 0) log.info({ count }, 'names erased after their time');
}
