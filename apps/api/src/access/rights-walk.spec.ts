import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, UseFilters } from '@nestjs/common';
import { APP_GUARD, ModulesContainer, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { OpenAPIObject } from '@nestjs/swagger';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { GATEWAY_METADATA, MESSAGE_METADATA } from '@nestjs/websockets/constants.js';
import { LIVE_NAMESPACE } from '@lenglian/console-contract';
import { RIGHTS, ROLES, mayDo, type Right, type Role } from '@lenglian/rights';
import type { AddressInfo } from 'node:net';
import { openApiOf } from '../http/openapi.ts';
import { ProblemFilter } from '../http/problem.filter.ts';
import { LOG } from '../parts.ts';
import { LiveClient } from '../testing/live-client.ts';
import { SILENT_LOG, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { AccessGuard } from './access-guard.ts';
import { ADMISSION, type Admission } from './requires.ts';
import { SessionsService } from './sessions.service.ts';

let sut: ApiUnderTest;
let openApi: OpenAPIObject;
const visitors = new Map<Role, Visitor>();

beforeAll(async () => {
  sut = await runApi();
  openApi = openApiOf(sut.api.app);
  for (const role of ROLES) visitors.set(role, await Visitor.as(role, sut.url));
});
afterAll(() => sut.close());

interface Route {
  readonly method: string;
  readonly path: string;
}

/** The documentation describes itself, and the console's files are for everybody who may sign in. */
const DOCUMENTATION = /^\/api\/(docs|openapi\.json)/;

/** Every route that express would answer, as it is registered. */
function registeredRoutes(): Route[] {
  const express = sut.api.app.getHttpAdapter().getInstance() as unknown as {
    router: {
      stack: { route?: { path: string; methods: Record<string, boolean> } }[];
    };
  };
  return express.router.stack.flatMap(({ route }) =>
    route
      ? Object.keys(route.methods)
          .filter((method) => method !== 'head')
          .map((method) => ({ method: method.toUpperCase(), path: route.path }))
      : [],
  );
}

function documented({ method, path }: Route): Record<string, unknown> | undefined {
  const operations = openApi.paths[path.replace(/:(\w+)/g, '{$1}')];
  return operations?.[method.toLowerCase() as 'get'] as unknown as
    Record<string, unknown> | undefined;
}

const routes = () => registeredRoutes().filter(({ path }) => !DOCUMENTATION.test(path));

async function knock(visitor: Visitor, { method, path }: Route): Promise<number> {
  const body = method === 'GET' ? undefined : {};
  return (await visitor.send(method, path.replace(/:\w+/g, 'nothing'), body)).status;
}

describe('every HTTP route', () => {
  it('is documented with what it demands, and with the schema of its answer', () => {
    expect(routes().length).toBeGreaterThan(20);
    for (const route of routes()) {
      const operation = documented(route);
      expect({ route, demands: operation?.['x-requires'] }).toEqual({
        route,
        demands: expect.stringMatching(new RegExp(`^(public|signed-in|${RIGHTS.join('|')})$`)),
      });
      expect(Object.keys(operation?.['responses'] as object)).toContain('default');
    }
  });

  it('is closed to strangers, unless it is public', async () => {
    for (const route of routes()) {
      const status = await knock(new Visitor(sut.url), route);
      const isPublic = documented(route)?.['x-requires'] === 'public';
      expect({ route, isRefused: status === 401 }).toEqual({ route, isRefused: !isPublic });
    }
  });

  it('is public only where it has to be', () => {
    const open = routes().filter((route) => documented(route)?.['x-requires'] === 'public');
    expect(open.map(({ path }) => path).sort()).toEqual([
      '/api/health',
      '/api/ready',
      '/api/v1/auth/login',
      '/api/v1/auth/one-time',
      '/metrics',
    ]);
  });

  it.each(ROLES)('lets %s through exactly where the table of rights says so', async (role) => {
    for (const route of routes()) {
      const admission = documented(route)?.['x-requires'] as Admission;
      // Signing out would end the walk.
      if (route.path.includes('/auth/')) continue;
      const isAllowed =
        admission === 'public' || admission === 'signed-in' || mayDo(role, admission);
      const status = await knock(visitors.get(role) as Visitor, route);
      expect({ route, role, isAllowed: status !== 403 && status !== 401 }).toEqual({
        ...{ route, role, isAllowed },
      });
    }
  });
});

describe('every socket event', () => {
  /** Every handler of every gateway of the running application. */
  function handlers(): { event: string; admission: Admission | undefined }[] {
    const gateways = [...sut.api.app.get(ModulesContainer).values()]
      .flatMap((module) => [...module.providers.values()])
      .filter(({ metatype }) => metatype && Reflect.hasMetadata(GATEWAY_METADATA, metatype));
    return gateways.flatMap(({ instance }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return Object.getOwnPropertyNames(prototype)
        .map((name) => prototype[name] as object)
        .filter((method) => Reflect.hasMetadata(MESSAGE_METADATA, method))
        .map((method) => ({
          event: Reflect.getMetadata(MESSAGE_METADATA, method) as string,
          admission: Reflect.getMetadata(ADMISSION, method) as Admission | undefined,
        }));
    });
  }

  it('declares a right', () => {
    expect(handlers().map(({ event }) => event)).toEqual(['join', 'leave']);
    for (const { admission } of handlers()) expect(RIGHTS).toContain(admission);
  });

  it('is out of reach without a session, and from another site', async () => {
    const stranger = new LiveClient(sut.url, '');
    await expect(stranger.connected()).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
    stranger.close();
    const { cookie } = visitors.get('viewer') as Visitor;
    const foreign = new LiveClient(sut.url, cookie, { origin: 'https://elsewhere.example' });
    await expect(foreign.connected()).rejects.toThrow();
    foreign.close();
  });

  it.each(ROLES)('lets %s join exactly where the table of rights says so', async (role) => {
    const client = new LiveClient(sut.url, (visitors.get(role) as Visitor).cookie);
    await client.connected();
    for (const { event, admission } of handlers().filter(({ event }) => event === 'join')) {
      const answer = await client.ask(event, { room: 'overview' });
      expect(answer.ok).toBe(mayDo(role, admission as Right));
    }
    client.close();
  });
});

describe('a door that somebody forgot to declare', () => {
  @Controller()
  class ForgottenController {
    @Get('forgotten')
    read(): string {
      return 'secret';
    }
  }

  @WebSocketGateway({ namespace: LIVE_NAMESPACE })
  @UseFilters(ProblemFilter)
  class ForgottenGateway {
    @SubscribeMessage('forgotten')
    read(): string {
      return 'secret';
    }
  }

  @Module({
    controllers: [ForgottenController],
    providers: [
      ForgottenGateway,
      ProblemFilter,
      { provide: LOG, useValue: SILENT_LOG },
      {
        provide: SessionsService,
        useFactory: () => sut.api.app.get<SessionsService>(SessionsService),
      },
      { provide: APP_GUARD, useClass: AccessGuard },
    ],
  })
  class ForgottenModule {}

  it('is closed to everybody, over HTTP and over the socket', async () => {
    const app = await NestFactory.create<NestExpressApplication>(ForgottenModule, {
      logger: false,
    });
    app.useGlobalFilters(app.get(ProblemFilter));
    await app.listen(0, '127.0.0.1');
    const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    const { cookie } = visitors.get('admin') as Visitor;
    const response = await fetch(`${url}/forgotten`, { headers: { cookie } });
    expect(response.status).toBe(403);

    const client = new LiveClient(url, cookie);
    await client.connected();
    expect(await client.ask('forgotten', {})).toEqual({ ok: false, code: 'FORBIDDEN' });
    client.close();
    await app.close();
  });
});
