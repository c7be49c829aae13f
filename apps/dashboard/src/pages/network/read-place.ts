import type { Place } from '@lenglian/seed-files';
import { numberOf, textOf } from '../../ui/form/read-form.ts';
import { figureOf, provenanceOf } from './read-figure.ts';

/** Chosen where nothing can be done at a place: that is known, other than what nobody said. */
export const NOTHING = 'NONE';

/** A place as it was filled in; the contract checks it. */
export function readPlace(data: FormData, before: Partial<Place> | undefined): unknown {
  return {
    code: before?.code ?? textOf(data, 'code'),
    nameZh: textOf(data, 'nameZh'),
    nameEn: textOf(data, 'nameEn'),
    roles: data.getAll('roles'),
    cluster: numberOf(data, 'cluster') ?? undefined,
    latitudeDegrees: numberOf(data, 'latitudeDegrees'),
    longitudeDegrees: numberOf(data, 'longitudeDegrees'),
    accuracyKilometres: numberOf(data, 'accuracyKilometres'),
    geofenceRadiusKilometres: figureOf(
      data,
      'geofenceRadiusKilometres.value',
      before?.geofenceRadiusKilometres,
    ),
    stopActions: stopActionsOf(data, before?.stopActions),
    offPowerMinutes: figureOf(data, 'offPowerMinutes.value', before?.offPowerMinutes),
    gln: textOf(data, 'gln') ?? undefined,
    unLocode: textOf(data, 'unLocode') ?? undefined,
    iataCode: textOf(data, 'iataCode') ?? undefined,
    ...provenanceOf(data),
  };
}

function stopActionsOf(data: FormData, before: Place['stopActions']): unknown {
  const chosen = data.getAll('stopActions').map(String);
  if (chosen.length === 0) return undefined;
  const codes = chosen.filter((code) => code !== NOTHING);
  const isSame =
    before !== undefined && [...before.codes].sort().join() === [...codes].sort().join();
  return isSame ? before : { codes, ...provenanceOf(data) };
}
