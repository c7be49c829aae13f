import helmet from 'helmet';

/** A year, as the lists of scanners ask for. Not for other names below ours: they may be others'. */
const HSTS = { maxAge: 365 * 86_400, includeSubDomains: false };

/**
 * helmet without what breaks a console that is opened by plain http on a LAN address: its
 * `upgrade-insecure-requests` would turn every script into https and leave a blank page. `Strict-Transport-Security` only where we serve https ourselves; behind a proxy it is
 * the proxy that knows.
 */
export function securityHeaders({ isHttps }: { isHttps: boolean }): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    strictTransportSecurity: isHttps && HSTS,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
}
