import type { RunProgressView } from '@lenglian/console-contract';
import { runProgress, type Measured, type RoutePlace, type Whereabouts } from '@lenglian/progress';
import type { Instant } from '@lenglian/quantities';
import type { LegRecord, RunRecord } from '@lenglian/records';

/** What positions tell of a run, and the places by which they were measured. */
export interface MeasuredRun {
  readonly measured: Measured;
  readonly places: readonly RoutePlace[];
}

/** The progress of a run, as it is shown to its owner. */
export function progressView(
  run: Pick<RunRecord, 'state' | 'legs'>,
  known: MeasuredRun | undefined,
  now: Instant | null,
  codeOf: (unitId: string) => string,
): RunProgressView {
  const { where, stops, strayUnitIds, ...progress } = runProgress({
    ...{ state: run.state, legs: run.legs, now },
    // A way that was changed since is measured again before it counts.
    ...(known && known.places.length === run.legs.length + 1 && known),
  });
  const names = namesOf(run.legs);
  return {
    ...progress,
    where: where && whereView(where, names),
    stops: stops.map((stop, index) => ({ ...stop, ...names[index]! })),
    strayUnits: strayUnitIds.map((id) => ({ id, code: codeOf(id) })),
  };
}

/**
 * The same as a custodian of some legs is shown it: their stops, and where the run is while it is between or at
 * these; nothing of single units.
 */
export function progressOfLegs(
  progress: RunProgressView,
  all: readonly LegRecord[],
  held: readonly LegRecord[],
): RunProgressView {
  const legs = all.flatMap((leg, index) =>
    held.some((one) => isSameLeg(one, leg)) ? [index] : [],
  );
  const isTheirs = (stop: number) => legs.includes(stop) || legs.includes(stop - 1);
  const stops = progress.stops.filter((_, stop) => isTheirs(stop));
  const { where } = progress;
  const at = where?.stop ?? -1;
  const mayKnow = where?.kind === 'BETWEEN' ? legs.includes(at) : isTheirs(at);
  const before = progress.stops.filter((_, stop) => stop < at && isTheirs(stop)).length;
  return {
    ...{ ...progress, stops, strayUnits: [] },
    where: where && mayKnow ? { ...where, stop: before } : null,
    positionAt: mayKnow ? progress.positionAt : null,
    offRouteSince: mayKnow ? progress.offRouteSince : null,
  };
}

function isSameLeg(a: LegRecord, b: LegRecord): boolean {
  const isSameWay = a.fromPlaceCode === b.fromPlaceCode && a.toPlaceCode === b.toPlaceCode;
  return isSameWay && a.plannedDepartureAt === b.plannedDepartureAt;
}

interface Named {
  readonly placeCode: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

function namesOf(legs: readonly LegRecord[]): Named[] {
  const [first] = legs;
  if (!first) return [];
  const { fromPlaceCode, fromNameZh, fromNameEn } = first;
  return [
    { placeCode: fromPlaceCode, nameZh: fromNameZh, nameEn: fromNameEn },
    ...legs.map(({ toPlaceCode, toNameZh, toNameEn }) => ({
      ...{ placeCode: toPlaceCode, nameZh: toNameZh, nameEn: toNameEn },
    })),
  ];
}

function whereView(where: Whereabouts, names: readonly Named[]): RunProgressView['where'] {
  const { kind, stop, basis } = where;
  const here = names[stop];
  if (!here) return null;
  if (where.kind === 'AT') return { kind, stop, ...here, next: null, share: null, basis };
  return { kind, stop, ...here, next: names[stop + 1] ?? null, share: where.share, basis };
}
