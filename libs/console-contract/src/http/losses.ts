import { LOSS_GROUPS } from '@lenglian/goods';
import { DAY } from '@lenglian/quantities';
import { z } from 'zod';
import { boundInQuerySchema } from './instants.ts';

/** Losses of a longer time are asked for in pieces, days. */
export const LOSS_DAYS_MAX = 92;
/** Lines that one answer has at most; the total is of all. */
export const LOSS_LINES_MAX = 500;

const kilograms = z.number();
const sumsShape = {
  handOvers: z.number().int(),
  /** Of these: only one side has confirmed so far. */
  unconfirmedHandOvers: z.number().int(),
  lots: z.number().int(),
  handedKilograms: kilograms,
  /** Taken and sound. */
  acceptedKilograms: kilograms,
  damagedKilograms: kilograms,
  rejectedKilograms: kilograms,
  /** 腐损率, 0…1: damaged and rejected of what was handed; of a cause, of all that was handed. Null where nothing was. */
  lostShare: z.number().nullable(),
};

export const lossLineSchema = z
  .object({
    /** Of a run its id; code of a service or commodity; name of who brought the goods; the cause as it was written. Null: of none. */
    key: z.string().nullable(),
    /** Code of a run, else as the key. */
    code: z.string().nullable(),
    nameZh: z.string().nullable(),
    nameEn: z.string().nullable(),
    ...sumsShape,
  })
  .meta({ id: 'LossLine' });
export type LossLineView = z.infer<typeof lossLineSchema>;

/** 到货损耗: sums of arrivals. */
export const lossesSchema = z
  .object({
    by: z.enum(LOSS_GROUPS),
    /** The most lost first. */
    lines: z.array(lossLineSchema),
    /** There are more of them than are told. */
    hasMore: z.boolean(),
    total: z.object(sumsShape),
    /** On record, and in no sum. */
    notCounted: z.object({
      /** Another record took their place. */
      supersededHandOvers: z.number().int(),
      /** Disputed, and not settled. */
      disputedHandOvers: z.number().int(),
      disputedKilograms: kilograms,
      /** Nobody said how much they were. */
      unweighedLots: z.number().int(),
    }),
  })
  .meta({ id: 'Losses' });
export type LossesView = z.infer<typeof lossesSchema>;

/** Of the moment when goods changed hands: `from` included, `until` excluded, at most 92 days. */
export const lossQuerySchema = z
  .object({
    from: boundInQuerySchema,
    until: boundInQuerySchema,
    by: z.enum(LOSS_GROUPS).default('run'),
  })
  .refine(({ from, until }) => until > from, { path: ['until'], message: 'must be after from' })
  .refine(({ from, until }) => until - from <= LOSS_DAYS_MAX * DAY, {
    path: ['until'],
    message: `must be at most ${LOSS_DAYS_MAX} days after from`,
  });
export type LossQueryView = z.infer<typeof lossQuerySchema>;
