import type { Instant } from '@lenglian/quantities';
import { makersOf, type Transformation, type TransformationKind } from './transformation.ts';

/** Goods of another lot, as far as they are (or went into) the lot that is traced. */
export interface TraceStep {
  readonly lotId: string;
  /** The event through which the goods went, and how far from the traced lot it is: 1, 2, … */
  readonly transformationId: string;
  readonly kind: TransformationKind;
  readonly at: Instant;
  readonly depth: number;
  /**
   * 0…1. Back: the part of the traced lot's mass that came from there. Forward: the part of the
   * traced lot's own mass that went there. Null where a mass is unknown.
   */
  readonly fraction: number | null;
}

/** Where the goods of a lot came from, nearest first: one step back and one forward is GB 31605's minimum. */
export function traceBack(lotId: string, transformations: readonly Transformation[]): TraceStep[] {
  const makers = makersOf(transformations);
  return walk(lotId, (id) => {
    const event = makers.get(id);
    if (!event) return [];
    const total = massOf(event.inputs);
    return event.inputs.map((input) => ({
      ...{ lotId: input.lotId, event },
      fraction: share(input.quantityKilograms, total),
    }));
  });
}

/** Where the goods of a lot went, nearest first. */
export function traceForward(
  lotId: string,
  transformations: readonly Transformation[],
  massOfLot: (lotId: string) => number | null,
): TraceStep[] {
  return walk(lotId, (id) =>
    transformations
      .filter(({ inputs }) => inputs.some((input) => input.lotId === id))
      .flatMap((event) => {
        const went = event.inputs.find((input) => input.lotId === id)?.quantityKilograms ?? null;
        const total = massOf(event.outputs);
        const left = share(went, massOfLot(id));
        return event.outputs.map((output) => {
          const part = share(output.quantityKilograms, total);
          const fraction = left === null || part === null ? null : left * part;
          return { lotId: output.lotId, event, fraction };
        });
      }),
  );
}

interface Neighbour {
  readonly lotId: string;
  readonly event: Transformation;
  readonly fraction: number | null;
}

/** Breadth first, so that the nearest come first; a lot that is reached twice is told twice. */
function walk(from: string, neighboursOf: (lotId: string) => Neighbour[]): TraceStep[] {
  const steps: TraceStep[] = [];
  let front: { lotId: string; fraction: number | null; path: ReadonlySet<string> }[] = [
    { lotId: from, fraction: 1, path: new Set([from]) },
  ];
  for (let depth = 1; front.length > 0; depth++) {
    const next: typeof front = [];
    for (const { lotId, fraction, path } of front) {
      for (const neighbour of neighboursOf(lotId)) {
        // What the records hold has no circles; what a broken file holds must not hang us.
        if (path.has(neighbour.lotId)) continue;
        const part =
          fraction === null || neighbour.fraction === null ? null : fraction * neighbour.fraction;
        const { id: transformationId, kind, at } = neighbour.event;
        const step = { lotId: neighbour.lotId, transformationId, kind, at, depth, fraction: part };
        steps.push(step);
        next.push({ ...step, path: new Set([...path, neighbour.lotId]) });
        if (steps.length >= TRACE_STEPS_MAX) return steps;
      }
    }
    front = next;
  }
  return steps;
}

/** Steps that one trace tells at most. */
export const TRACE_STEPS_MAX = 10_000;

function massOf(shares: readonly { readonly quantityKilograms: number | null }[]): number | null {
  let total = 0;
  for (const { quantityKilograms } of shares) {
    if (quantityKilograms === null) return null;
    total += quantityKilograms;
  }
  return total;
}

function share(part: number | null, total: number | null): number | null {
  return part === null || total === null || total <= 0 ? null : Math.min(1, part / total);
}
