import type { HandOverView } from '@lenglian/console-contract';
import type { Zone } from '@lenglian/wording';
import { instantOf, numberOf, textOf } from '../../ui/form/read-form.ts';

/** A lot as far as the form needs it. */
export interface HandableLot {
  readonly id: string;
  readonly code: string;
  /** Of the goods, in the person's language; null where only their code is known. */
  readonly name: string | null;
  readonly quantityKilograms: number | null;
}

/** What the form of a hand-over was filled in with, for the contract to check. */
export function readHandOver(
  data: FormData,
  about: {
    /** Those that are handed over, in the order of the form. */
    readonly lots: readonly HandableLot[];
    readonly organisationId: string;
    readonly supersedes: HandOverView | null;
    readonly zone: Zone;
  },
): unknown {
  const text = (name: string) => textOf(data, name);
  const number = (name: string) => numberOf(data, name);
  const ours = text('ourSide');
  const party = (side: 'from' | 'to') => ({
    name: text(`${side}.name`),
    personName: text(`${side}.personName`),
    organisationId:
      ours?.toLowerCase() === side ? about.organisationId : text(`${side}.organisationId`),
  });
  return {
    kind: text('kind'),
    handedOverAt: instantOf(data, 'handedOverAt', about.zone, about.supersedes?.handedOverAt),
    placeCode: text('placeCode'),
    runCode: text('runCode'),
    unitCode: text('unitCode'),
    waybillNumber: text('waybillNumber'),
    from: party('from'),
    to: party('to'),
    lots: about.lots.map(({ code }, index) => readLot(data, code, index)),
    sealFoundNumber: text('sealFoundNumber'),
    sealAppliedNumber: text('sealAppliedNumber'),
    surfaceTemperatureCelsius: number('surfaceTemperatureCelsius'),
    coreTemperatureCelsius: number('coreTemperatureCelsius'),
    thermometerNumber: text('thermometerNumber'),
    milk: text('kind') === 'MILK' ? readMilk(data, about) : null,
    note: text('note'),
    // Photographs are not taken here; those of the earlier record stay with it.
    ...(about.supersedes !== null && {
      supersedesId: about.supersedes.id,
      photoSha256: about.supersedes.photoSha256,
    }),
  };
}

function readLot(data: FormData, lotCode: string, index: number): unknown {
  const name = (field: string) => `lots.${index}.${field}`;
  return {
    lotCode,
    result: textOf(data, name('result')),
    quantityKilograms: numberOf(data, name('quantityKilograms')),
    damagedKilograms: numberOf(data, name('damagedKilograms')),
    rejectedKilograms: numberOf(data, name('rejectedKilograms')),
    reason: textOf(data, name('reason')),
  };
}

function readMilk(
  data: FormData,
  { zone, supersedes }: { readonly zone: Zone; readonly supersedes: HandOverView | null },
): unknown {
  const text = (name: string) => textOf(data, `milk.${name}`);
  const number = (name: string) => numberOf(data, `milk.${name}`);
  return {
    vehiclePlate: text('vehiclePlate'),
    transportPermitNumber: text('transportPermitNumber'),
    escortName: text('escortName'),
    departureTemperatureCelsius: number('departureTemperatureCelsius'),
    arrivalTemperatureCelsius: number('arrivalTemperatureCelsius'),
    farmTankTemperatureCelsius: number('farmTankTemperatureCelsius'),
    milkedAt: instantOf(data, 'milk.milkedAt', zone, supersedes?.milk?.milkedAt),
    antibioticTestResult: text('antibioticTestResult'),
    sampleNumber: text('sampleNumber'),
    cleaningRecord: text('cleaningRecord'),
  };
}
