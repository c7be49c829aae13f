import type { Transformation } from '@lenglian/goods';
import type { Finding } from '@lenglian/planning';
import type { Audited, ReadableDatabase } from '../database/audited.ts';
import type { Actor } from '../records.ts';
import { changeLot, type LotChange } from './change-lot.ts';
import {
  recordTransformation,
  type NewTransformation,
  type RecordedTransformation,
} from './record-transformation.ts';
import {
  findTransformation,
  relatedTransformations,
  type TransformationRecord,
} from './transformation-rows.ts';
import { undoTransformation } from './undo-transformation.ts';

/** What becomes of lots, and what is known of them. */
export interface LotRecords {
  /**
   * Says more of a lot; another sugar or cultivar re-judges it.
   *
   * @returns warnings: where it lies does not suit the limits that it has now
   * @throws NotFoundError, InvalidRecordError
   */
  change(actor: Actor, id: string, what: LotChange): Promise<readonly Finding[]>;
  /** Lots become other lots: all of it or nothing. @throws RecordRefusedError */
  transform(
    actor: Actor,
    organisationId: string,
    transformation: NewTransformation,
  ): Promise<RecordedTransformation>;
  /** A transformation, also one that was undone. */
  transformation(id: string): Promise<TransformationRecord | undefined>;
  /**
   * Takes back a transformation that was a mistake; it stays on record. Twice changes nothing.
   *
   * @throws NotFoundError, RevisionConflictError, RecordRefusedError (what it made went on)
   */
  undo(actor: Actor, id: string, reason: string): Promise<void>;
  /** Every event that the goods of a lot went through, before it and after it; by time. */
  related(lotId: string): Promise<Transformation[]>;
}

export function lotRecords(database: ReadableDatabase, audited: Audited): LotRecords {
  return {
    change: (actor, id, what) => audited(actor, (change) => changeLot(change, id, what)),
    transform: (actor, organisationId, transformation) =>
      audited(actor, (change) =>
        recordTransformation(change, actor.id, organisationId, transformation),
      ),
    transformation: (id) => findTransformation(database, id),
    undo: (actor, id, reason) =>
      audited(actor, (change) => undoTransformation(change, actor.id, id, reason)),
    related: (lotId) => relatedTransformations(database, lotId),
  };
}
