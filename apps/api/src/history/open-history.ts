import { join } from 'node:path';
import { openInfluxHistory, openLocalHistory, type ReadingHistory } from '@lenglian/history';
import { DAY, type Clock, type Duration } from '@lenglian/quantities';
import { answered } from '../answered.ts';
import type { ApiConfig } from '../config.ts';
import type { JudgePort } from '../judge/judge-port.ts';
import { LayeredHistory } from './layered-history.ts';

export interface HistoryOptions {
  readonly config: Pick<ApiConfig, 'dataDirectory' | 'influx'>;
  readonly judge: Pick<JudgePort, 'tail'>;
  readonly clock: Clock;
}

/** How long the local store holds everything while InfluxDB is the long memory. */
const LOCAL_KEEPS: Duration = 90 * DAY;

/** The history as the console reads it: the local store, and InfluxDB for what is older. */
export function openHistory({ config, judge, clock }: HistoryOptions): ReadingHistory {
  const near = openLocalHistory({
    directory: join(config.dataDirectory, 'readings'),
    tail: (deviceId, from, to) => answered(judge.tail(deviceId, from, to), 'tail of the judge'),
  });
  if (!config.influx) return near;
  const far = openInfluxHistory(config.influx);
  return new LayeredHistory({ near, far, nearKeeps: LOCAL_KEEPS, clock });
}
