import fc from 'fast-check';
import type { DeviceBinding, LotPlacement, Validity } from './placement.ts';
import type { Placements } from './placement-index.ts';

/** Validities on a short line of instants, so that they often touch and overlap. */
export const anyValidity: fc.Arbitrary<Validity> = fc
  .tuple(fc.nat({ max: 20 }), fc.option(fc.integer({ min: 1, max: 10 })))
  .map(([from, length]) => ({ from, until: length === null ? null : from + length }));

const binding: fc.Arbitrary<DeviceBinding> = fc
  .tuple(fc.constantFrom('device-1', 'device-2'), fc.constantFrom('unit-1', 'unit-2'), anyValidity)
  .map(([deviceId, unitId, validity]) => ({ deviceId, unitId, ...validity }));

const placement: fc.Arbitrary<LotPlacement> = fc
  .tuple(fc.constantFrom('lot-1', 'lot-2'), fc.constantFrom('unit-1', 'unit-2'), anyValidity)
  .map(([lotId, unitId, validity]) => ({ lotId, unitId, profileId: 'profile-1', ...validity }));

/** Few devices, units and lots, moved about, also in ways that nobody should have recorded. */
export const anyPlacements: fc.Arbitrary<Placements> = fc.record({
  deviceBindings: fc.array(binding, { maxLength: 6 }),
  lotPlacements: fc.array(placement, { maxLength: 6 }),
});
