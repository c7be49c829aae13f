import type { Journey } from './journey.ts';
import { xinmeiKashgarWeicheng } from './xinmei-kashgar-weicheng.ts';

/** Every journey, in the order in which they are listed. */
export const JOURNEYS: readonly Journey[] = [xinmeiKashgarWeicheng];

/** Undefined: no journey has this name. */
export function journeyNamed(name: string): Journey | undefined {
  return JOURNEYS.find((journey) => journey.name === name);
}
