import { join } from 'node:path';
import { openLocalHistory, type ReadingHistory } from '@lenglian/history';
import type { Clock } from '@lenglian/quantities';
import { answered } from '../answered.ts';
import type { ApiConfig } from '../config.ts';
import type { JudgePort } from '../judge/judge-port.ts';

export interface HistoryOptions {
  readonly config: Pick<ApiConfig, 'dataDirectory' | 'influx'>;
  readonly judge: Pick<JudgePort, 'tail'>;
  readonly clock: Clock;
}

/** The history as the console reads it: the local store, and InfluxDB for what is older. */
export function openHistory({ config, judge }: HistoryOptions): ReadingHistory {
  return openLocalHistory({
    directory: join(config.dataDirectory, 'readings'),
    tail: (deviceId, from, to) => answered(judge.tail(deviceId, from, to), 'tail of the judge'),
  });
}
