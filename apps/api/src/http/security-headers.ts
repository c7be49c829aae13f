import helmet from 'helmet';

/**
 * helmet without what breaks a console that is opened by plain http on a LAN address: its
 * `upgrade-insecure-requests` would turn every script into https and leave a blank page.
 */
export function securityHeaders(): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
}
