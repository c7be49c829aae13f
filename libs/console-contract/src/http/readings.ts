import { CHANNELS } from '@lenglian/readings';
import { z } from 'zod';
import { boundInQuerySchema, instantSchema } from './instants.ts';

/** The widths of roll-ups, in seconds. */
export const ROLL_UP_WIDTHS_SECONDS = [60, 900, 3600, 86400] as const;

/** `from` included, `to` excluded, UTC ms; at most 400 days. `points` 10…5000, default 1000. */
export const readingsQuerySchema = z.object({
  from: boundInQuerySchema,
  to: boundInQuerySchema,
  points: z.coerce.number().int().min(10).max(5000).default(1000),
});

const channelNames = CHANNELS.map((channel) => channel.name) as unknown as [string, ...string[]];

/**
 * A unit's window as columns. Either the readings themselves (`widthSeconds` 0) or roll-ups, where a
 * time is the start of its interval. A hole stays a hole: there is no point where nothing was measured.
 */
export const seriesSchema = z
  .object({
    unitId: z.string(),
    from: instantSchema,
    to: instantSchema,
    widthSeconds: z.number().int(),
    times: z.array(instantSchema),
    series: z.array(
      z.object({
        channel: z.enum(channelNames),
        deviceId: z.string(),
        mean: z.array(z.number().nullable()),
        /** Absent for the readings themselves, where they would equal the mean. */
        min: z.array(z.number().nullable()).optional(),
        max: z.array(z.number().nullable()).optional(),
      }),
    ),
  })
  .meta({ id: 'ReadingSeries' });
export type ReadingSeries = z.infer<typeof seriesSchema>;
