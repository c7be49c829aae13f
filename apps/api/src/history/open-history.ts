import { join } from 'node:path';
import { openInfluxHistory, openLocalHistory, type ReadingHistory } from '@lenglian/history';
import type { Clock } from '@lenglian/quantities';
import { answered } from '../answered.ts';
import type { ApiConfig } from '../config.ts';
import type { JudgePort } from '../judge/judge-port.ts';
import { LOCAL_KEEPS_BESIDE_INFLUX } from './local-retention.ts';
import { LayeredHistory } from './layered-history.ts';

export interface HistoryOptions {
  readonly config: Pick<ApiConfig, 'dataDirectory' | 'influx'>;
  readonly judge: Pick<JudgePort, 'tail'>;
  readonly clock: Clock;
}

/** The history as the console reads it: the local store, and InfluxDB for what is older. */
export function openHistory({ config, judge, clock }: HistoryOptions): ReadingHistory {
  const near = openLocalHistory({
    directory: join(config.dataDirectory, 'readings'),
    tail: (deviceId, from, to) => answered(judge.tail(deviceId, from, to), 'tail of the judge'),
  });
  if (!config.influx) return near;
  const far = openInfluxHistory(config.influx);
  return new LayeredHistory({ near, far, nearKeeps: LOCAL_KEEPS_BESIDE_INFLUX, clock });
}
