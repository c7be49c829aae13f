import { finding, type Finding } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { TransformationKind } from './transformation.ts';

/** What scales of one place may differ by, as a part of the whole [C]. */
const WEIGHING_TOLERANCE = 0.005;

/** What is known of a lot that goes in. */
export interface InputFacts {
  readonly lotCode: string;
  readonly commodityCode: string;
  /** What is left of it at the moment; null when nobody weighed it. */
  readonly leftKilograms: number | null;
  /** When it was first somewhere; null when it never was. */
  readonly placedFrom: Instant | null;
  /** Where it lay at the moment; null when nowhere. */
  readonly unitCode: string | null;
}

/** A transformation before it is recorded. */
export interface PlannedTransformation {
  readonly kind: TransformationKind;
  readonly at: Instant;
  readonly inputs: readonly {
    readonly lotCode: string;
    readonly quantityKilograms: number | null;
  }[];
  readonly outputs: readonly {
    readonly lotCode: string;
    readonly commodityCode: string;
    readonly quantityKilograms: number | null;
    /** Null: where the first input lay. */
    readonly unitCode: string | null;
  }[];
}

/** What is known where it happens. What is not in a map does not exist. */
export interface TransformationFacts {
  readonly now: Instant;
  readonly inputs: ReadonlyMap<string, InputFacts>;
  readonly takenCodes: ReadonlySet<string>;
}

/** Inputs and outputs that each kind has: at least, at most. */
const COUNTS: Readonly<Record<TransformationKind, readonly [Range, Range]>> = {
  SPLIT: [
    [1, 1],
    [1, Infinity],
  ],
  MERGE: [
    [2, Infinity],
    [1, 1],
  ],
  REPACK: [
    [1, Infinity],
    [1, Infinity],
  ],
  COMMINGLE: [
    [2, Infinity],
    [1, 1],
  ],
};
type Range = readonly [number, number];

/** Everything that is to be said about a transformation; it is recorded only when nothing refuses it. */
export function checkTransformation(
  planned: PlannedTransformation,
  facts: TransformationFacts,
): Finding[] {
  return [
    ...checkCounts(planned),
    ...checkInputs(planned, facts),
    ...checkOutputs(planned, facts),
    ...checkMass(planned),
    ...(planned.at > facts.now ? [finding('IN_THE_FUTURE', null, 'at')] : []),
  ];
}

function checkCounts({ kind, inputs, outputs }: PlannedTransformation): Finding[] {
  const [ins, outs] = COUNTS[kind];
  const outside = (count: number, [least, most]: Range) => count < least || count > most;
  return [
    ...(outside(inputs.length, ins) ? [finding('WRONG_COUNT', null, 'inputs', { kind })] : []),
    ...(outside(outputs.length, outs) ? [finding('WRONG_COUNT', null, 'outputs', { kind })] : []),
  ];
}

function checkInputs({ at, inputs }: PlannedTransformation, facts: TransformationFacts): Finding[] {
  const seen = new Map<string, number>();
  return inputs.flatMap(({ lotCode, quantityKilograms }, index) => {
    const field = `inputs.${index}`;
    const firstLine = seen.get(lotCode);
    if (firstLine !== undefined) return [finding('LOT_TWICE', null, field, { lotCode, firstLine })];
    seen.set(lotCode, index + 1);
    const known = facts.inputs.get(lotCode);
    if (!known) return [finding('UNKNOWN_LOT', null, field, { lotCode })];
    const findings: Finding[] = [];
    const { leftKilograms, placedFrom } = known;
    if (placedFrom === null || placedFrom > at)
      findings.push(finding('LOT_NOT_THERE_YET', null, field, { lotCode }));
    if (leftKilograms !== null && (quantityKilograms ?? 0) > leftKilograms + 0.001) {
      const parameters = { lotCode, leftKilograms };
      findings.push(finding('MORE_THAN_IS_LEFT', null, `${field}.quantityKilograms`, parameters));
    }
    if (leftKilograms === 0) findings.push(finding('LOT_USED_UP', null, field, { lotCode }));
    return findings;
  });
}

function checkOutputs(
  { inputs, outputs }: PlannedTransformation,
  facts: TransformationFacts,
): Finding[] {
  const kinds = new Set(
    inputs.flatMap(({ lotCode }) => facts.inputs.get(lotCode)?.commodityCode ?? []),
  );
  const seen = new Map<string, number>();
  const lay = facts.inputs.get(inputs[0]?.lotCode ?? '')?.unitCode;
  return outputs.flatMap(({ lotCode, commodityCode, unitCode }, index) => {
    const field = `outputs.${index}.lotCode`;
    const findings: Finding[] = [];
    const firstLine = seen.get(lotCode);
    if (firstLine !== undefined)
      findings.push(finding('LOT_TWICE', null, field, { lotCode, firstLine }));
    else if (facts.takenCodes.has(lotCode))
      findings.push(finding('LOT_EXISTS', null, field, { lotCode }));
    seen.set(lotCode, firstLine ?? index + 1);
    if (unitCode === null && lay === null)
      findings.push(finding('NO_UNIT', null, `outputs.${index}.unitCode`, { lotCode }));
    if (kinds.size > 1 || (kinds.size === 1 && !kinds.has(commodityCode))) {
      const parameters = { commodityCode, inputs: [...kinds].sort().join(', ') };
      findings.push(
        finding('COMMODITY_CHANGES', null, `outputs.${index}.commodityCode`, parameters),
      );
    }
    return findings;
  });
}

function checkMass({ kind, inputs, outputs }: PlannedTransformation): Finding[] {
  const unweighed = [...inputs, ...outputs].some(
    ({ quantityKilograms }) => quantityKilograms === null,
  );
  if (unweighed) {
    // Without masses nobody could say what the mixture was exposed to.
    return kind === 'COMMINGLE' ? [finding('MASS_MISSING', null, 'inputs')] : [];
  }
  const total = (shares: PlannedTransformation['inputs']) =>
    shares.reduce((all, { quantityKilograms }) => all + (quantityKilograms ?? 0), 0);
  const [inKilograms, outKilograms] = [total(inputs), total(outputs)];
  if (outKilograms <= inKilograms * (1 + WEIGHING_TOLERANCE)) return [];
  return [finding('MASS_GAINED', null, 'outputs', { inKilograms, outKilograms })];
}
