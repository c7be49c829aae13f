import { DAY, HOUR, MINUTE, SECOND, type Duration } from '@lenglian/quantities';
import type { Words } from '../words.ts';

interface Parts {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

function partsOf(duration: Duration): Parts {
  const whole = Math.max(0, duration);
  return {
    days: Math.floor(whole / DAY),
    hours: Math.floor((whole % DAY) / HOUR),
    minutes: Math.floor((whole % HOUR) / MINUTE),
    seconds: Math.floor((whole % MINUTE) / SECOND),
  };
}

/** A span in its two greatest units, rounded down: "1 小时 20 分", "6 天". Negative counts as 0. */
export function formatDuration(duration: Duration): Words {
  const { days, hours, minutes, seconds } = partsOf(duration);
  if (days > 0 && hours > 0) return { zh: `${days} 天 ${hours} 小时`, en: `${days} d ${hours} h` };
  if (days > 0) return { zh: `${days} 天`, en: `${days} d` };
  if (hours > 0 && minutes > 0)
    return { zh: `${hours} 小时 ${minutes} 分`, en: `${hours} h ${minutes} min` };
  if (hours > 0) return { zh: `${hours} 小时`, en: `${hours} h` };
  if (minutes > 0) return { zh: `${minutes} 分钟`, en: `${minutes} min` };
  return { zh: `${seconds} 秒`, en: `${seconds} s` };
}

/** A span in its greatest unit, for tight places: "20分", "3h". Rounded down. */
export function formatShortDuration(duration: Duration): Words {
  const { days, hours, minutes, seconds } = partsOf(duration);
  if (days > 0) return { zh: `${days}天`, en: `${days}d` };
  if (hours > 0) return { zh: `${hours}时${minutes}分`, en: `${hours}h${minutes}m` };
  if (minutes > 0) return { zh: `${minutes}分`, en: `${minutes}m` };
  return { zh: `${seconds}秒`, en: `${seconds}s` };
}

/** How long ago: "35 秒前". */
export function formatAge(duration: Duration): Words {
  const span = formatDuration(duration);
  return { zh: `${span.zh}前`, en: `${span.en} ago` };
}
