import type { LotView } from '@lenglian/console-contract';
import type { Zone } from '@lenglian/wording';
import { instantOf, numberOf, textOf } from '../../ui/form/read-form.ts';

/** What the form of a hand-over was filled in with, for the contract to check. */
export function readHandOver(
  data: FormData,
  about: {
    /** Those that are handed over, in the order of the form. */
    readonly lots: readonly LotView[];
    readonly organisationId: string;
    readonly supersedesId: string | null;
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
    handedOverAt: instantOf(data, 'handedOverAt', about.zone),
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
    milk: text('kind') === 'MILK' ? readMilk(data) : null,
    note: text('note'),
    ...(about.supersedesId !== null && { supersedesId: about.supersedesId }),
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

function readMilk(data: FormData): unknown {
  const text = (name: string) => textOf(data, `milk.${name}`);
  const number = (name: string) => numberOf(data, `milk.${name}`);
  return {
    vehiclePlate: text('vehiclePlate'),
    transportPermitNumber: text('transportPermitNumber'),
    escortName: text('escortName'),
    departureTemperatureCelsius: number('departureTemperatureCelsius'),
    arrivalTemperatureCelsius: number('arrivalTemperatureCelsius'),
    farmTankTemperatureCelsius: number('farmTankTemperatureCelsius'),
    antibioticTestResult: text('antibioticTestResult'),
    sampleNumber: text('sampleNumber'),
    cleaningRecord: text('cleaningRecord'),
  };
}
