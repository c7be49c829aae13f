import type { RunView } from '@lenglian/console-contract';
import type { Language } from '@lenglian/wording';
import { nameIn } from '../preferences/preferences-context.ts';

/** "库车 → 怀化 → 长沙": where each leg begins, and where the last one ends. */
export function routeOf(run: Pick<RunView, 'legs'>, language: Language): string {
  const last = run.legs.at(-1);
  if (last === undefined) return '';
  const stops = run.legs.map((leg) => nameIn(language, leg.fromNameZh, leg.fromNameEn));
  return [...stops, nameIn(language, last.toNameZh, last.toNameEn)].join(' → ');
}

/** The name of a stop of the run; undefined where the run does not stop there. */
export function nameOfPlace(
  run: Pick<RunView, 'legs'> | undefined,
  placeCode: string,
  language: Language,
): string | undefined {
  return stopsOf(run, language).find(({ code }) => code === placeCode)?.name;
}

/** Every stop once, in the order of the way. */
export function stopsOf(
  run: Pick<RunView, 'legs'> | undefined,
  language: Language,
): Array<{ code: string; name: string }> {
  const stops = new Map<string, string>();
  for (const leg of run?.legs ?? []) {
    stops.set(leg.fromPlaceCode, nameIn(language, leg.fromNameZh, leg.fromNameEn));
    stops.set(leg.toPlaceCode, nameIn(language, leg.toNameZh, leg.toNameEn));
  }
  return [...stops].map(([code, name]) => ({ code, name }));
}
