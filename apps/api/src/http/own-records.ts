import { UnknownRecordError } from './errors.ts';

/**
 * Hands a record on only to its own organisation; to others it does not exist.
 *
 * @throws UnknownRecordError
 */
export function ownRecord<Item extends { readonly organisationId: string }>(
  record: Item | undefined,
  organisationId: string,
  what: string,
): Item {
  if (record?.organisationId !== organisationId) throw new UnknownRecordError(what);
  return record;
}
