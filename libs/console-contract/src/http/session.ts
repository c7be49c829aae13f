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
/** How one can sign in here. */
export const signInWaysSchema = z
  .object({
    /** Always: a provider that is down must lock nobody out. */
    password: z.literal(true),
    /** With an account of an OpenID Connect provider; null when none is configured. */
    oidc: z
      .object({
        /** Words on the button as configured; null: the console's own. */
        label: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'SignInWays' });
export type SignInWays = z.infer<typeof signInWaysSchema>;

export const oidcBeginSchema = z.object({
  /** The page to go to afterwards; what is no page of the console leads to its first. */
  from: z.string().max(1_024).optional(),
});

const oidcParameter = z.string().max(8_192).optional();

/** What an OpenID Connect provider sends a browser back with; it may say more. */
export const oidcAnswerSchema = z.object({
  code: oidcParameter,
  state: oidcParameter,
  iss: oidcParameter,
  error: oidcParameter,
  error_description: oidcParameter,
});

export type Session = z.infer<typeof sessionSchema>;
