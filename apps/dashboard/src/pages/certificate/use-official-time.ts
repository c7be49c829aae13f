import type { Instant } from '@lenglian/quantities';
import { formatDay, formatTime } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';

/** Papers are always in Beijing time, whatever clock the console shows. "2026年8月23日 08:00". */
export function useOfficialTime(): (at: Instant) => string {
  const { language } = useWording();
  return (at) => `${formatDay(at, 'beijing', language)} ${formatTime(at, 'beijing')}`;
}
