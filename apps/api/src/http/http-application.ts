import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DynamicModule } from '@nestjs/common';
import { API_PREFIX } from '@lenglian/console-contract';
import { CallersService } from '../access/callers.service.ts';
import type { Certificate } from '../https/certificate.ts';
import { tlsOptions } from '../https/tls-options.ts';
import { LiveAdapter } from '../live/live-adapter.ts';
import { NestLog } from '../nest-log.ts';
import { hashBody } from '../once/idempotency-key.ts';
import type { ApiParts } from '../parts.ts';
import { serveDashboard } from './dashboard-files.ts';
import { documentApi } from './openapi.ts';
import { ProblemFilter, problemMiddleware } from './problem.filter.ts';
import { requestLog } from './request-log.ts';
import { requestLimits } from './request-limits.ts';
import { requestShapePipe } from './request-shape.ts';
import { refuseUnstorable } from './refuse-unstorable.ts';
import { refuseCrossSite } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';

/** The largest body we take: a manifest of PLAN_LINES_MAX lines. */
const BODY_BYTES_MAX = 512 * 1024;
/**
 * How long a connection may rest, ms: longer than proxies and clients keep one (nginx 60 s), for who closes first while the
 * other sends again loses a request.
 */
const IDLE_CONNECTION_MAX = 75_000;

/**
 * The Nest application around a module, with everything between the socket and the controllers.
 *
 * @param certificate with one it speaks https and nothing else
 */
export async function httpApplication(
  module: DynamicModule,
  parts: Pick<ApiParts, 'config' | 'log' | 'peopleClock'>,
  certificate?: Certificate,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger: new NestLog(parts.log),
    bodyParser: false,
    forceCloseConnections: true,
    abortOnError: false,
    ...(certificate && { httpsOptions: tlsOptions(certificate) }),
  });
  app.getHttpServer().keepAliveTimeout = IDLE_CONNECTION_MAX;
  app.disable('x-powered-by');
  // A proxy on this machine tells the client's address and whether it came by https; nobody else may.
  app.set('trust proxy', 'loopback');
  app.use(requestLog(parts.log));
  app.use(securityHeaders({ isHttps: certificate !== undefined }));
  app.use(API_PREFIX, limitsOf(app, parts));
  app.use(refuseCrossSite);
  app.useBodyParser('json', { limit: BODY_BYTES_MAX, verify: hashBody });
  app.useBodyParser('raw', { type: 'text/csv', limit: BODY_BYTES_MAX, verify: hashBody });
  app.use(refuseUnstorable);
  app.use(problemMiddleware(parts.log));
  app.useGlobalPipes(requestShapePipe());
  app.useGlobalFilters(app.get(ProblemFilter));
  app.useWebSocketAdapter(new LiveAdapter(app));
  documentApi(app);
  serveDashboard(app, parts.config.dashboardDirectory);
  return app;
}

function limitsOf(
  app: NestExpressApplication,
  { config, peopleClock }: Pick<ApiParts, 'config' | 'peopleClock'>,
): ReturnType<typeof requestLimits> {
  const callers = app.get<CallersService>(CallersService);
  return requestLimits({
    perMinuteMax: config.requestsPerMinuteMax,
    clock: peopleClock,
    callerOf: (headers) => callers.knownIn(headers),
  });
}
