import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isValidAt } from './placement.ts';
import { PlacementIndex } from './placement-index.ts';
import { anyPlacements } from './testing.ts';

const device = 'device-1';
const at = fc.nat({ max: 35 });

describe(PlacementIndex.name, () => {
  it('follows a device that is moved to another box mid-trip', () => {
    const index = new PlacementIndex({
      deviceBindings: [
        { deviceId: device, unitId: 'box-2', from: 50, until: null },
        { deviceId: device, unitId: 'box-1', from: 0, until: 50 },
      ],
      lotPlacements: [
        { lotId: 'pears', unitId: 'box-1', profileId: 'p', from: 10, until: 80 },
        { lotId: 'plums', unitId: 'box-2', profileId: 'q', from: 20, until: 90 },
      ],
    });

    expect([49, 50].map((moment) => index.unitOf(device, moment))).toEqual(['box-1', 'box-2']);
    expect(index.segmentsOf(device)).toEqual([
      { deviceId: device, unitId: 'box-1', lotId: 'pears', profileId: 'p', from: 10, until: 50 },
      { deviceId: device, unitId: 'box-2', lotId: 'plums', profileId: 'q', from: 50, until: 90 },
    ]);
    expect(index.segmentsBetween(device, 0, 50).map(({ lotId }) => lotId)).toEqual(['pears']);
    expect(index.segmentsBetween(device, 49, 51)).toHaveLength(2);
  });

  it('knows nothing of a device that is bound to nothing', () => {
    const index = new PlacementIndex({ deviceBindings: [], lotPlacements: [] });

    expect(index.unitOf(device, 0)).toBeUndefined();
    expect(index.segmentsAt(device, 0)).toEqual([]);
    expect(index.lotsIn('unit-1', 0)).toEqual([]);
  });

  it('finds of each moment the lots in every unit the device is on, and no other', () => {
    fc.assert(
      fc.property(anyPlacements, at, (placements, moment) => {
        const found = new PlacementIndex(placements).segmentsAt(device, moment);
        const expected = placements.deviceBindings
          .filter((binding) => binding.deviceId === device && isValidAt(binding, moment))
          .flatMap(({ unitId }) =>
            placements.lotPlacements
              .filter((placement) => placement.unitId === unitId && isValidAt(placement, moment))
              .map(({ lotId }) => `${unitId} ${lotId}`),
          );
        expect(found.map(({ unitId, lotId }) => `${unitId} ${lotId}`).toSorted()).toEqual(
          expected.toSorted(),
        );
      }),
    );
  });

  it('finds of a stretch what it finds of its moments', () => {
    fc.assert(
      fc.property(
        anyPlacements,
        at,
        fc.integer({ min: 1, max: 10 }),
        (placements, from, length) => {
          const index = new PlacementIndex(placements);
          const moments = Array.from({ length }, (_, i) => from + i);
          expect(new Set(index.segmentsBetween(device, from, from + length))).toEqual(
            new Set(moments.flatMap((moment) => index.segmentsAt(device, moment))),
          );
        },
      ),
    );
  });

  it('does not depend on the order in which things were recorded', () => {
    fc.assert(
      fc.property(anyPlacements, at, (placements, moment) => {
        const turned = {
          deviceBindings: placements.deviceBindings.toReversed(),
          lotPlacements: placements.lotPlacements.toReversed(),
        };
        const lots = (one: typeof placements) =>
          new Set(new PlacementIndex(one).segmentsAt(device, moment).map(({ lotId }) => lotId));
        expect(lots(turned)).toEqual(lots(placements));
      }),
    );
  });
});
