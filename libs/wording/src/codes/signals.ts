import type { Episode } from '@lenglian/breaches';
import type { Words } from '../words.ts';

type Signal = NonNullable<Episode['signal']>;

/** The kind of sensor that proved a breach. */
export const SIGNAL_WORDS: Record<Signal, Words> = {
  PROBE: { zh: '货芯温度', en: 'Cargo temperature' },
  RETURN: { zh: '回风温度', en: 'Return air' },
  SUPPLY: { zh: '送风温度', en: 'Supply air' },
  AIR: { zh: '箱内空气', en: 'Air in the unit' },
  ESTIMATE: { zh: '估算货温', en: 'Estimated product temperature' },
  UNIT: { zh: '设备', en: 'Unit' },
};

const SOME_TEMPERATURE: Words = { zh: '温度', en: 'Temperature' };

/** The words of a signal that may come from outside; a plain "temperature" when we do not know it. */
export function wordsOfSignal(signal: string | null): Words {
  return SIGNAL_WORDS[signal as Signal] ?? SOME_TEMPERATURE;
}
