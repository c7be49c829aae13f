import type { Instant } from '@lenglian/quantities';

/**
 * How lots become other lots (EPCIS 2.0 TransformationEvent and Aggregation): 分批 a part becomes a lot
 * of its own, 合批 several become one whose pieces stay what they were, 换装 other packages, 混装 bulk
 * goods run together and cannot be told apart any more (milk).
 */
export const TRANSFORMATION_KINDS = ['SPLIT', 'MERGE', 'REPACK', 'COMMINGLE'] as const;
export type TransformationKind = (typeof TRANSFORMATION_KINDS)[number];

/** How much of a lot goes in, or comes out. */
export interface LotShare {
  readonly lotId: string;
  /** Net mass; null when nobody weighed it. */
  readonly quantityKilograms: number | null;
}

/** One recorded event. What comes out are new lots: each has at most one event that made it. */
export interface Transformation {
  readonly id: string;
  readonly kind: TransformationKind;
  /** When it happened. */
  readonly at: Instant;
  readonly inputs: readonly LotShare[];
  readonly outputs: readonly LotShare[];
}

/** Every event by the lots that it made. */
export function makersOf(
  transformations: readonly Transformation[],
): ReadonlyMap<string, Transformation> {
  return new Map(
    transformations.flatMap((event) => event.outputs.map(({ lotId }) => [lotId, event] as const)),
  );
}
