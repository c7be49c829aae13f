import { finding, type Finding, type PlannedLeg } from '@lenglian/planning';
import { MINUTE, type Instant } from '@lenglian/quantities';
import type { ServiceRecord } from '@lenglian/records';
import type { Service } from '@lenglian/seed-files';

/** A way of a service with its times fixed, or why that cannot be done. */
export type LegsOfWay = { readonly legs: PlannedLeg[] } | { readonly findings: Finding[] };

/**
 * The legs of one of a service's ways, one after the other from the departure on.
 *
 * @param wayCode the first way when undefined
 */
export function legsOfWay(
  service: Pick<ServiceRecord, 'code' | 'details'>,
  wayCode: string | undefined,
  departureAt: Instant,
): LegsOfWay {
  // The records hold a seed entry, or whatever somebody gave who did not come from the seeds.
  const { ways = [] } = (service.details ?? {}) as Partial<Service>;
  const way = wayCode === undefined ? ways[0] : ways.find(({ code }) => code === wayCode);
  if (!way) {
    const parameters = { serviceCode: service.code, wayCode: wayCode ?? '—' };
    return { findings: [finding('UNKNOWN_WAY', null, 'wayCode', parameters)] };
  }
  const legs: PlannedLeg[] = [];
  const findings: Finding[] = [];
  let at = departureAt;
  for (const [index, { mode, fromPlaceCode, toPlaceCode, durationMinutes }] of way.legs.entries()) {
    if (!durationMinutes)
      findings.push(finding('LEG_WITHOUT_DURATION', null, 'legs', { leg: index + 1 }));
    const plannedDepartureAt = at;
    at += (durationMinutes?.value ?? 0) * MINUTE;
    legs.push({ mode, fromPlaceCode, toPlaceCode, plannedDepartureAt, plannedArrivalAt: at });
  }
  return findings.length > 0 ? { findings } : { legs };
}
