import { ROLES } from '@lenglian/rights';
import { z } from 'zod';

export const loginSchema = z
  .object({ username: z.string().min(1).max(64), password: z.string().min(1).max(256) })
  .meta({ id: 'Login' });

/** The one-time sign-in link that `npm start` prints carries this token. */
export const oneTimeLoginSchema = z
  .object({ token: z.string().min(16).max(256) })
  .meta({ id: 'OneTimeLogin' });

export const sessionSchema = z
  .object({
    userId: z.string(),
    username: z.string(),
    displayName: z.string(),
    role: z.enum(ROLES),
    organisationId: z.string(),
    /** True when this installation shows simulated data (banner 演示数据). */
    isDemo: z.boolean(),
    /** Our clock, UTC ms, so that the console can show the age of data on a wrong clock. */
    serverTime: z.number().int(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionSchema>;
