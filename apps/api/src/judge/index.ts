import type { JudgePort } from './judge-port.ts';
import { JudgeThread } from './judge-thread.ts';
import type { JudgeThreadOptions } from './thread-messages.ts';

export type { DeviceUpdate, JudgePort, JudgeStatus, QuarantineItem } from './judge-port.ts';
export { JudgeFailedError } from './judge-thread.ts';

/**
 * Opens the judge in a thread of its own.
 *
 * @param onFailure called once when the thread died or could not commit; the process cannot go on
 */
export function openJudge(
  options: JudgeThreadOptions & { onFailure: (error: Error) => void },
): JudgePort {
  const { onFailure, ...thread } = options;
  return new JudgeThread(thread, onFailure);
}
