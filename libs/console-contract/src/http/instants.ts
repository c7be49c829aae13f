import { z } from 'zod';

/** A moment of which we tell: UTC ms. */
export const instantSchema = z.number().int();

/** 2000-01-01T00:00:00Z and 2100-01-01T00:00:00Z. */
const [TOLD_MIN, TOLD_MAX] = [946_684_800_000, 4_102_444_800_000];

/** A moment of which somebody tells us: UTC ms between 2000 and 2100; what is outside was meant otherwise. */
export const toldInstantSchema = z.number().int().min(TOLD_MIN).max(TOLD_MAX);

/** The same in a query. */
export const toldInstantInQuerySchema = z.coerce.number().int().min(TOLD_MIN).max(TOLD_MAX);

/** 9999-12-31T00:00:00Z: until then a year has four digits on the clock of every zone (RFC 3339 §5.6). */
const BOUND_MAX = 253_402_214_400_000;

/** A bound of a span of time: UTC ms from 1970 until the year 9999. */
export const boundSchema = z.number().int().min(0).max(BOUND_MAX);

/** The same in a query. */
export const boundInQuerySchema = z.coerce.number().int().min(0).max(BOUND_MAX);
