import { RUN_STATES, UNIT_KINDS, UNIT_STATES } from '@lenglian/placements';
import { CHECK_STATES, DEPARTURE_CHECKS, DEPARTURE_REASONS } from '@lenglian/planning';
import type { DepartureReason } from '@lenglian/planning';
import { z } from 'zod';
import { instantSchema } from './instants.ts';

const reasons = Object.keys(DEPARTURE_REASONS) as [DepartureReason, ...DepartureReason[]];

export const departureCheckSchema = z
  .object({
    check: z.enum(DEPARTURE_CHECKS),
    state: z.enum(CHECK_STATES),
    reason: z.enum(reasons),
    /** What its words name: °C, m³/h, percent, codes; `at` in UTC ms. */
    parameters: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'DepartureCheck' });
export type DepartureCheckView = z.infer<typeof departureCheckSchema>;

/** A box as it is judged. */
export const judgedBoxSchema = z.object({
  unitId: z.string(),
  unitCode: z.string(),
  unitKind: z.enum(UNIT_KINDS),
  position: z.number().int().nullable(),
  equipmentGroup: z.number().int().nullable(),
  /** 甩挂: where it is coupled on; null: where the run begins. */
  joinPlaceCode: z.string().nullable(),
  /** As it is declared. */
  declared: z.enum(UNIT_STATES),
  lots: z.array(
    z.object({
      lotId: z.string(),
      lotCode: z.string(),
      commodityCode: z.string(),
      commodityNameZh: z.string(),
      commodityNameEn: z.string(),
    }),
  ),
  /** As its worst check. */
  state: z.enum(['GREEN', 'AMBER', 'RED', 'UNKNOWN']),
  checks: z.array(departureCheckSchema),
});
export type JudgedBoxView = z.infer<typeof judgedBoxSchema>;

/** A check as whoever let the box go saw it: worse than that it is not released. */
const seenCheckSchema = z.object({
  check: z.enum(DEPARTURE_CHECKS),
  state: z.enum(CHECK_STATES),
});

const releaseSchema = z.object({
  id: z.string(),
  /** Those that it is released for; none: what was released before is not any more. */
  checks: z.array(seenCheckSchema),
  reason: z.string(),
  /** The name of the user. */
  releasedBy: z.string(),
  releasedAt: instantSchema,
});

export const departureBoxSchema = judgedBoxSchema
  .extend({
    /** As it was when the run left; else by what is known now. */
    isKept: z.boolean(),
    /** All that was ever said, the newest first. */
    releases: z.array(releaseSchema),
    /** The newest release stands for every check that is not green. */
    isReleased: z.boolean(),
    /** Green, or released as it stands. */
    mayLeave: z.boolean(),
  })
  .meta({ id: 'DepartureBox' });
export type DepartureBoxView = z.infer<typeof departureBoxSchema>;

/** 发车放行: every box of a run before it leaves. */
export const departureBoardSchema = z
  .object({
    runId: z.string(),
    runCode: z.string(),
    runState: z.enum(RUN_STATES),
    nameZh: z.string(),
    nameEn: z.string(),
    /** For `If-Match` of a release: one more than there are releases. */
    revision: z.number().int(),
    asOf: instantSchema,
    /** By the judge's clock; null before it has begun. Data are as old as that. */
    judgeNow: instantSchema.nullable(),
    departsAt: instantSchema.nullable(),
    /** When the run left, and its boxes were kept as they were; null before, and of runs that left before boards were kept. */
    keptAt: instantSchema.nullable(),
    /** Of the boxes that leave where the run begins. */
    counts: z.object({
      boxes: z.number().int(),
      green: z.number().int(),
      released: z.number().int(),
      /** Neither. */
      open: z.number().int(),
    }),
    boxes: z.array(departureBoxSchema),
  })
  .meta({ id: 'DepartureBoard' });
export type DepartureBoardView = z.infer<typeof departureBoardSchema>;

export const newReleaseSchema = z
  .object({
    unitId: z.string().min(1).max(64),
    /** The checks that were seen not to be green, as they were; none takes the release back. */
    checks: z.array(seenCheckSchema).max(DEPARTURE_CHECKS.length),
    reason: z.string().trim().min(1).max(1_000),
  })
  .meta({ id: 'NewDepartureRelease' });
