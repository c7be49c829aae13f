import { finding, type Finding } from '@lenglian/planning';
import { HOUR, MINUTE, toIso, type Instant } from '@lenglian/quantities';
import type { HandedLot, ReportedHandOver } from './hand-over.ts';

/** A phone's clock may run ahead by so much. */
const CLOCK_TOLERANCE = 5 * MINUTE;
/** Above it raw milk was picked up warm (乳品质量安全监督管理条例: 0–4 °C). */
const MILK_PICK_UP_CELSIUS = 4;
/** By then a farm's tank has cooled it (operations.md §A4, MILK_2H). */
const MILK_COOLED_AFTER = 2 * HOUR;

/** What is known of a lot that changes hands. */
export interface HandedLotFacts {
  /** Limits of the goods, °C; null where there is none. */
  readonly bandLowCelsius: number | null;
  readonly bandHighCelsius: number;
  /** Where it is believed to lie at the moment of the hand-over. */
  readonly unitCode: string | null;
  /** What there is of it by then; null where nobody weighed. */
  readonly quantityKilograms: number | null;
  /** 一单制: null when none is on record. */
  readonly waybillNumber: string | null;
  /** Name of whoever had it until then; null when nobody is on record. */
  readonly custodianName: string | null;
  /** 待判定, or what quality decided; null where nothing was to be decided. */
  readonly disposition: 'AWAITING' | 'RELEASE' | 'HOLD' | 'REJECT' | null;
}

/** What is known where goods change hands. What is not in a map does not exist. */
export interface HandOverFacts {
  readonly now: Instant;
  readonly lots: ReadonlyMap<string, HandedLotFacts>;
  readonly isPlaceKnown: boolean;
  readonly isRunKnown: boolean;
  readonly isUnitKnown: boolean;
  /** The seal last put on the unit; null when there is none on record. */
  readonly sealNumber: string | null;
}

/** Everything that is to be said about a hand-over; it is recorded only when nothing refuses it. */
export function checkHandOver(reported: ReportedHandOver, facts: HandOverFacts): Finding[] {
  return [
    ...checkWhenWhere(reported, facts),
    ...reported.lots.flatMap((lot, index) => checkLot(lot, index, reported, facts)),
    ...checkCore(reported, facts),
    ...checkSeal(reported, facts),
    ...checkMilk(reported),
    ...checkFarmTank(reported),
  ];
}

function checkWhenWhere(reported: ReportedHandOver, facts: HandOverFacts): Finding[] {
  const { from, to, lots, placeCode, runCode, unitCode } = reported;
  const findings: Finding[] = [];
  if (lots.length === 0) findings.push(finding('NO_LOTS', null, 'lots'));
  if (from.name === to.name)
    findings.push(finding('SAME_PARTY', null, 'to.name', { name: to.name }));
  if (reported.handedOverAt > facts.now + CLOCK_TOLERANCE)
    findings.push(finding('IN_THE_FUTURE', null, 'handedOverAt'));
  if (placeCode !== null && !facts.isPlaceKnown)
    findings.push(finding('UNKNOWN_PLACE', null, 'placeCode', { placeCode }));
  if (runCode !== null && !facts.isRunKnown)
    findings.push(finding('UNKNOWN_RUN', null, 'runCode', { runCode }));
  if (unitCode !== null && !facts.isUnitKnown)
    findings.push(finding('UNKNOWN_UNIT', null, 'unitCode', { unitCode }));
  return findings;
}

function checkLot(
  lot: HandedLot,
  index: number,
  reported: ReportedHandOver,
  facts: HandOverFacts,
): Finding[] {
  const { lotCode } = lot;
  const field = `lots.${index}`;
  const first = reported.lots.findIndex((one) => one.lotCode === lotCode);
  if (first !== index)
    return [finding('LOT_TWICE', null, field, { lotCode, firstLine: first + 1 })];
  const known = facts.lots.get(lotCode);
  if (!known) return [finding('UNKNOWN_LOT', null, field, { lotCode })];
  const findings: Finding[] = [];
  const handed = lot.quantityKilograms ?? known.quantityKilograms;
  const refused = (lot.damagedKilograms ?? 0) + (lot.rejectedKilograms ?? 0);
  if ((lot.result !== 'ACCEPTED' || refused > 0) && lot.reason === null)
    findings.push(finding('REASON_MISSING', null, `${field}.reason`, { lotCode }));
  if (handed !== null && refused > handed) {
    const parameters = { lotCode, handedKilograms: handed };
    findings.push(finding('MORE_REFUSED_THAN_HANDED', null, field, parameters));
  }
  if (handed !== null && known.quantityKilograms !== null && handed > known.quantityKilograms) {
    const parameters = { lotCode, handedKilograms: handed, leftKilograms: known.quantityKilograms };
    const where = `${field}.quantityKilograms`;
    findings.push(finding('MORE_HANDED_THAN_THERE_IS', null, where, parameters));
  }
  if (reported.unitCode !== null && known.unitCode !== reported.unitCode) {
    const parameters = { lotCode, unitCode: reported.unitCode, known: known.unitCode ?? '—' };
    findings.push(finding('LOT_IN_ANOTHER_UNIT', null, field, parameters));
  }
  const { waybillNumber } = reported;
  if (
    waybillNumber !== null &&
    known.waybillNumber !== null &&
    waybillNumber !== known.waybillNumber
  ) {
    const parameters = { lotCode, waybillNumber, known: known.waybillNumber };
    findings.push(finding('WAYBILL_DIFFERS', null, 'waybillNumber', parameters));
  }
  findings.push(...checkDisposition(lotCode, known.disposition, field));
  if (known.custodianName !== null && known.custodianName !== reported.from.name) {
    const parameters = { lotCode, name: reported.from.name, known: known.custodianName };
    findings.push(finding('CUSTODIAN_DIFFERS', null, 'from.name', parameters));
  }
  return findings;
}

/**
 * Goods that wait for quality, or that it did not release. A warning, wherever it is shown: that they
 * changed hands is a fact, and the record of it must not be refused.
 */
export function checkDisposition(
  lotCode: string,
  disposition: HandedLotFacts['disposition'],
  field: string,
): Finding[] {
  if (disposition === null || disposition === 'RELEASE') return [];
  const code = disposition === 'AWAITING' ? 'LOT_AWAITS_DISPOSITION' : 'LOT_NOT_RELEASED';
  return [finding(code, null, field, { lotCode })];
}

/** GB 31605-2020: where the surface is outside the limits, the core decides. */
function checkCore(reported: ReportedHandOver, facts: HandOverFacts): Finding[] {
  const { surfaceTemperatureCelsius: surface, coreTemperatureCelsius: core } = reported;
  return reported.lots.flatMap(({ lotCode }, index) => {
    const limits = facts.lots.get(lotCode);
    if (!limits) return [];
    const { bandLowCelsius, bandHighCelsius } = limits;
    const isOutside = (celsius: number) =>
      celsius > bandHighCelsius || (bandLowCelsius !== null && celsius < bandLowCelsius);
    const bounds = { lotCode, low: bandLowCelsius ?? '—', high: bandHighCelsius };
    if (core !== null && isOutside(core))
      return [finding('CORE_OUTSIDE', null, `lots.${index}`, { ...bounds, core })];
    if (surface === null || core !== null || !isOutside(surface)) return [];
    return [finding('CORE_MISSING', null, 'coreTemperatureCelsius', { ...bounds, surface })];
  });
}

function checkSeal({ sealFoundNumber: found }: ReportedHandOver, facts: HandOverFacts): Finding[] {
  const { sealNumber } = facts;
  if (sealNumber === null || found === sealNumber) return [];
  return [finding('SEAL_DIFFERS', null, 'sealFoundNumber', { found: found ?? '—', sealNumber })];
}

function checkMilk({ kind, milk, lots }: ReportedHandOver): Finding[] {
  if (kind !== 'MILK')
    return milk === null ? [] : [finding('MILK_SLIP_WITHOUT_MILK', null, 'milk', { kind })];
  if (milk === null) return [finding('MILK_SLIP_MISSING', null, 'milk')];
  const findings: Finding[] = [];
  const isTaken = lots.some(({ result }) => result !== 'REJECTED');
  if (milk.antibioticTestResult === 'POSITIVE' && isTaken)
    findings.push(finding('ANTIBIOTICS', null, 'milk.antibioticTestResult'));
  const pickedUpAt = milk.farmTankTemperatureCelsius ?? milk.departureTemperatureCelsius;
  if (pickedUpAt !== null && pickedUpAt > MILK_PICK_UP_CELSIUS) {
    const parameters = { celsius: pickedUpAt, limit: MILK_PICK_UP_CELSIUS };
    findings.push(
      finding('MILK_PICKED_UP_WARM', null, 'milk.farmTankTemperatureCelsius', parameters),
    );
  }
  return findings;
}

/** MILK_2H (operations.md §A4): asked before the valve opens, while the milk is still the farm's. */
function checkFarmTank({ kind, milk, handedOverAt }: ReportedHandOver): Finding[] {
  if (kind !== 'MILK' || milk === null || milk.milkedAt === null) return [];
  const { farmTankTemperatureCelsius: celsius, milkedAt } = milk;
  const field = 'milk.milkedAt';
  if (milkedAt > handedOverAt) return [finding('MILKED_LATER', null, field)];
  if (celsius === null || celsius <= MILK_PICK_UP_CELSIUS) return [];
  if (handedOverAt - milkedAt < MILK_COOLED_AFTER) return [];
  const parameters = { celsius, limit: MILK_PICK_UP_CELSIUS, milkedAt: toIso(milkedAt) };
  return [finding('MILK_NOT_COOLED', null, field, parameters)];
}
