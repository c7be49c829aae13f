import type { JudgePort } from '../judge/judge-port.ts';
import { HistorianThread } from './historian-thread.ts';
import type { HistorianThreadOptions } from './historian-messages.ts';

export type { HistorianStatus, InfluxSettings } from './historian-messages.ts';
export { HistorianThread } from './historian-thread.ts';

/** Starts copying to InfluxDB. */
export function openHistorian(
  options: HistorianThreadOptions & { judge: JudgePort; onFailure: (error: Error) => void },
): HistorianThread {
  const { judge, onFailure, ...thread } = options;
  return new HistorianThread(thread, judge, onFailure);
}
