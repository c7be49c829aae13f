import type { LotRecordView, ReadingSeries } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import { JourneyError } from './journey-errors.ts';
import type { Act, Minute } from './journey.ts';
import type { Person } from './people.ts';

/** Goods that come without a manifest. */
export interface ComingLot {
  readonly lotCode: string;
  readonly commodityCode: string;
  readonly kilograms: number;
  readonly unitCode: string;
  readonly originPlaceCode?: string;
  readonly pulpTemperatureCelsius?: number;
}

/** Goods are put down where they come in (入库, or milk at a farm), from now on. */
export function comesIn(at: Minute, lot: ComingLot): Act {
  const { lotCode, kilograms, unitCode, ...rest } = lot;
  return {
    at,
    says: `${lotCode} comes into ${unitCode}`,
    take: (person) =>
      person.api.post('/api/v1/lots', {
        ...{ code: lotCode, quantityKilograms: kilograms, ...rest },
        placement: { unitCode, from: person.now },
      }),
  };
}

/** What of a lot goes in or comes out, and where it lies then. */
export interface LotShare {
  readonly lotCode: string;
  readonly quantityKilograms: number;
  readonly unitCode?: string;
}

/** Lots become other lots, now. */
export function becomes(
  at: Minute,
  kind: 'SPLIT' | 'MERGE' | 'REPACK' | 'COMMINGLE',
  inputs: readonly LotShare[],
  outputs: readonly LotShare[],
): Act {
  const names = (shares: readonly LotShare[]) => shares.map(({ lotCode }) => lotCode).join(', ');
  return {
    at,
    says: `${names(inputs)} become ${names(outputs)} (${kind})`,
    take: (person) =>
      person.api.post('/api/v1/transformations', { kind, at: person.now, inputs, outputs }),
  };
}

/** Lots lie in another unit from a minute on, or in none (null); said now. */
export function movesTo(
  at: Minute,
  lotCodes: readonly string[],
  unitCode: string | null,
  since: Minute = at,
): Act {
  return {
    at,
    says: `${lotCodes.length} lots go ${unitCode === null ? 'out' : `into ${unitCode}`}`,
    take: async (person) => {
      const targetId = unitCode === null ? null : await person.unitId(unitCode);
      for (const lotCode of lotCodes) {
        const subjectId = await lotId(person, lotCode);
        await person.api.post('/api/v1/bindings', {
          ...{ kind: 'lot', subjectId, targetId, from: person.at(since) },
          ...{ hasHappened: true, reason: 'journey' },
        });
      }
    },
  };
}

/**
 * Somebody looks at what a probe in the goods measured last, which is between two temperatures.
 *
 * @param probe its channel, from 1
 */
export function probeReads(
  at: Minute,
  unitCode: string,
  probe: 1 | 2,
  [low, high]: readonly [low: number, high: number],
): Act {
  return {
    at,
    says: `probe ${probe} of ${unitCode} is read: ${low.toFixed(1)} to ${high.toFixed(1)} °C`,
    take: async (person) => {
      const window = `from=${person.now - 30 * MINUTE}&to=${person.now}`;
      const path = `/api/v1/units/${await person.unitId(unitCode)}/readings?${window}`;
      const { series } = await person.api.get<ReadingSeries>(path);
      const channel = `cargoProbe${probe}TemperatureCelsius`;
      const values = series.find((one) => one.channel === channel)?.mean ?? [];
      const celsius = values.findLast((value) => value !== null);
      if (celsius == null || celsius < low || celsius > high)
        throw new JourneyError(`probe ${probe} of ${unitCode} reads ${celsius ?? 'nothing'} °C`);
    },
  };
}

/** Somebody records that tanks were washed (CIP), and when that had ended. */
export function washed(at: Minute, unitCodes: readonly string[], ended: Minute): Act {
  return {
    at,
    says: `${unitCodes.join(', ')} washed`,
    take: async (person) => {
      for (const unitCode of unitCodes) {
        const path = `/api/v1/units/${await person.unitId(unitCode)}/cleanings`;
        await person.api.post(path, { cleanedAt: person.at(ended), isClean: true });
      }
    },
  };
}

/** @throws JourneyError for a lot that is not on record */
async function lotId({ api }: Person, code: string): Promise<string> {
  const found = await api.all<LotRecordView>(`/api/v1/lots?codePrefix=${encodeURIComponent(code)}`);
  const lot = found.find((one) => one.code === code);
  if (lot === undefined) throw new JourneyError(`there is no lot ${code}`);
  return lot.id;
}
