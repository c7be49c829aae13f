import { z } from 'zod';

/** How people sign in with accounts of an OpenID Connect provider. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Words on the button; undefined: the console's own. */
  readonly label: string | undefined;
  /** The public address of the console, without a path: the provider sends browsers back there. */
  readonly origin: string;
  /** The claim whose value is the name of a user here. */
  readonly usernameClaim: string;
}

/** All of these or none. */
const REQUIRED = [
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_REDIRECT_ORIGIN',
] as const;

const address = z.url({ protocol: /^https?$/, abort: true });

const issuer = address
  .refine((url) => url.startsWith('https:') || isLoopback(url), 'http only on this machine')
  .refine((url) => !/[?#]/.test(url), 'neither a query nor a fragment')
  // Given the document itself, openid-client would believe any issuer that it names.
  .refine((url) => !url.includes('/.well-known/'), 'the issuer, not the address of its document');

const origin = address
  .transform((url) => url.replace(/\/$/, ''))
  .refine((url) => new URL(url).origin === url, 'scheme, host and port, without a path');

/** The variables of sign-in by OpenID Connect, each by itself. */
export const OIDC_VARIABLES = {
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().min(1).max(256).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).max(1_024).optional(),
  OIDC_LABEL: z.string().trim().min(1).max(40).optional(),
  OIDC_REDIRECT_ORIGIN: origin.optional(),
  OIDC_USERNAME_CLAIM: z.string().min(1).max(64).default('preferred_username'),
};

type OidcValues = z.infer<z.ZodObject<typeof OIDC_VARIABLES>>;

/** Refuses half a configuration, by the name of each variable that is missing. */
export function refuseHalf(values: OidcValues, context: z.RefinementCtx): void {
  const missing = REQUIRED.filter((name) => values[name] === undefined);
  if (missing.length === REQUIRED.length) return;
  for (const name of missing) {
    const message = `missing: sign-in by OpenID Connect takes all of ${REQUIRED.join(', ')}`;
    context.addIssue({ code: 'custom', path: [name], message });
  }
}

/** @returns undefined when people sign in by password alone */
export function oidcSettingsOf(values: OidcValues): OidcSettings | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_REDIRECT_ORIGIN } = values;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET || !OIDC_REDIRECT_ORIGIN)
    return undefined;
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    label: values.OIDC_LABEL,
    origin: OIDC_REDIRECT_ORIGIN,
    usernameClaim: values.OIDC_USERNAME_CLAIM,
  };
}

/** Whether an address is on this machine, where nobody listens on the way. */
function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
