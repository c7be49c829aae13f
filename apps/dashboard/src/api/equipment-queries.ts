import { queryOptions } from '@tanstack/react-query';
import {
  calibrationSchema,
  cleaningSchema,
  declarationSchema,
  unitSchema,
} from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import { askAll } from './ask.ts';

/** What was declared of a unit, newest first. */
export function declarationsQuery(unitId: string) {
  return queryOptions({
    queryKey: ['declarations', unitId],
    queryFn: () => askAll(declarationSchema, `/units/${encodeURIComponent(unitId)}/declarations`),
  });
}

/** Cleanings of a tanker or a compartment of one, newest first. */
export function cleaningsQuery(unitId: string) {
  return queryOptions({
    queryKey: ['cleanings', unitId],
    queryFn: () => askAll(cleaningSchema, `/units/${encodeURIComponent(unitId)}/cleanings`),
  });
}

/** Calibrations of a device and its channels, newest first. */
export function calibrationsQuery(deviceId: string) {
  return queryOptions({
    queryKey: ['calibrations', deviceId],
    queryFn: () =>
      askAll(calibrationSchema, `/devices/${encodeURIComponent(deviceId)}/calibrations`),
  });
}

/** Every unit of one's organisation: a unit does not tell its parts, they tell their whole. */
export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: () => askAll(unitSchema, '/units'),
  staleTime: 5 * MINUTE,
});
