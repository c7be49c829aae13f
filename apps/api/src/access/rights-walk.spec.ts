import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, UseFilters } from '@nestjs/common';
import { APP_GUARD, ModulesContainer, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { OpenAPIObject } from '@nestjs/swagger';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { GATEWAY_METADATA, MESSAGE_METADATA } from '@nestjs/websockets/constants.js';
import { LIVE_NAMESPACE, roomSchema, type Room } from '@lenglian/console-contract';
import { newToken, sha256Hex } from '@lenglian/records';
import { RIGHTS, ROLES, TOKEN_RIGHTS, mayDo, type Right, type Role } from '@lenglian/rights';
import type { AddressInfo } from 'node:net';
import { openApiOf } from '../http/openapi.ts';
import { ProblemFilter } from '../http/problem.filter.ts';
import { RIGHT_BY_ROOM } from '../live/room-rights.ts';
import { LOG } from '../parts.ts';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import { NOW, SILENT_LOG, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { AccessGuard } from './access-guard.ts';
import { CallersService } from './callers.service.ts';
import { ADMISSION, type Admission } from './requires.ts';

let sut: ApiUnderTest;
let openApi: OpenAPIObject;
const visitors = new Map<Role, Visitor>();

beforeAll(async () => {
  sut = await runApi();
  openApi = openApiOf(sut.api.app);
  for (const role of ROLES) visitors.set(role, await Visitor.as(role, sut.url));
});
afterEach(async () => {
  closeLiveClients();
  for (const id of tokenIds.splice(0)) await sut.records.tokens.revoke({ id: 'system' }, id);
});
afterAll(() => sut.close());

interface Route {
  readonly method: string;
  readonly path: string;
}

/** Everything that strangers may read or do, besides the documentation and the console's own files. */
const PUBLIC = [
  'GET /api/health',
  'GET /api/ready',
  'GET /api/v1/auth/oidc/begin',
  'GET /api/v1/auth/oidc/callback',
  'GET /api/v1/auth/ways',
  'GET /api/v1/hand-over-links/:token',
  'GET /api/v1/shared-lots/:token',
  'GET /api/v1/shared-lots/:token/certificate',
  'GET /metrics',
  'POST /api/v1/auth/login',
  'POST /api/v1/auth/one-time',
  'POST /api/v1/hand-over-links/:token',
];

/** What is about whoever is signed in themselves. */
const FOR_EVERY_USER = [
  'GET /api/v1/auth/session',
  'GET /api/v1/tokens',
  'POST /api/v1/auth/logout',
  'POST /api/v1/auth/password',
  'POST /api/v1/tokens',
  'POST /api/v1/tokens/:id/revoke',
];

/** The documentation describes itself. */
const DOCUMENTATION = /^\/api\/(docs|openapi\.json)/;

/** Every route that express would answer, as it is registered. */
function registeredRoutes(): Route[] {
  const express = sut.api.app.getHttpAdapter().getInstance() as unknown as {
    router: {
      stack: {
        route?: { path: string; methods: Record<string, boolean> };
        handle?: { stack?: unknown };
      }[];
    };
  };
  // A router within the router would hide its routes from this walk.
  expect(express.router.stack.filter(({ handle }) => handle?.stack !== undefined)).toEqual([]);
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

async function knock(
  visitor: Visitor,
  { method, path }: Route,
  headers: Record<string, string> = {},
): Promise<number> {
  const body = method === 'GET' ? undefined : {};
  return (await visitor.send(method, path.replace(/:\w+/g, 'nothing'), body, headers)).status;
}

/** Headers of a program with one scope: of an administrator, or of quality where they alone may. */
async function tokenOf(scope: Right): Promise<Record<string, string>> {
  const role = mayDo('admin', scope) ? 'admin' : 'quality';
  const user = await sut.records.users.findByUsername(role);
  const secret = `llt_${newToken()}`;
  const token = await sut.records.tokens.add(
    { id: 'system' },
    {
      ...{ userId: user?.id ?? '', name: scope, tokenSha256: sha256Hex(secret) },
      ...{ scopes: [scope], expiresAt: NOW + 3_600_000 },
    },
  );
  tokenIds.push(token.id);
  return { authorization: `Bearer ${secret}` };
}
const tokenIds: string[] = [];

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

  it.each([
    ['public', PUBLIC],
    ['signed-in', FOR_EVERY_USER],
  ] as const)('is %s only where it has to be', (admission, expected) => {
    const open = routes().filter((route) => documented(route)?.['x-requires'] === admission);
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(expected);
  });

  it('changes nothing by a right to read', () => {
    for (const route of routes()) {
      if (route.method === 'GET') continue;
      const demands = documented(route)?.['x-requires'];
      expect({ route, demands }).toEqual({ route, demands: expect.not.stringMatching(/\.read$/) });
    }
  });

  it.each(ROLES)('lets %s through exactly where the table of rights says so', async (role) => {
    for (const route of routes()) {
      const admission = documented(route)?.['x-requires'] as Admission;
      const isAllowed =
        admission === 'public' || admission === 'signed-in' || mayDo(role, admission);
      // Signing in and out ends a session: that of a visitor who is asked nothing more.
      const isSession = route.path.includes('/auth/');
      const visitor = isSession ? await Visitor.as(role, sut.url) : visitors.get(role);
      const status = await knock(visitor as Visitor, route);
      expect({ route, role, isAllowed: status !== 403 && status !== 401 }).toEqual({
        ...{ route, role, isAllowed },
      });
    }
  });
});

describe('every HTTP route, by a token with one scope', () => {
  it('says in its document whether a token can open it', () => {
    for (const route of routes()) {
      const admission = documented(route)?.['x-requires'] as Admission;
      const security = documented(route)?.['security'] as Record<string, unknown>[];
      const schemes = security.flatMap((one) => Object.keys(one));
      const expected = TOKEN_RIGHTS.includes(admission as Right)
        ? ['session', 'token']
        : ['session'];
      expect({ route, schemes }).toEqual({
        ...{ route, schemes: admission === 'public' ? [] : expected },
      });
    }
  });

  it.each(TOKEN_RIGHTS)(
    'is open for %s where it demands just that, and closed else',
    async (scope) => {
      const headers = await tokenOf(scope);
      // An administrator's cookie comes along, and opens nothing.
      const visitor = new Visitor(sut.url);
      for (const route of routes()) {
        const admission = documented(route)?.['x-requires'] as Admission;
        if (admission === 'public') continue;
        visitor.cookie = visitors.get('admin')?.cookie ?? '';
        const status = await knock(visitor, route, headers);
        expect({ route, isOpen: status !== 403 && status !== 401 }).toEqual({
          ...{ route, isOpen: admission === scope },
        });
      }
    },
  );
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
    const { cookie } = visitors.get('viewer') as Visitor;
    const foreign = new LiveClient(sut.url, cookie, { origin: 'https://elsewhere.example' });
    await expect(foreign.connected()).rejects.toThrow();
  });

  /** One of each kind of room that the contract knows. */
  function rooms(): Room[] {
    const ids = { runId: sut.ids.runId, unitId: sut.ids.unitIds[0] };
    const kinds = roomSchema.options.map((option) => option.shape.room.value);
    return kinds.map((room) => roomSchema.parse({ room, ...ids }));
  }

  it.each(ROLES)('lets %s join exactly the rooms that the table of rights says', async (role) => {
    const client = new LiveClient(sut.url, (visitors.get(role) as Visitor).cookie);
    await client.connected();
    const join = handlers().find(({ event }) => event === 'join')?.admission as Right;
    for (const room of rooms()) {
      const isAllowed = mayDo(role, join) && mayDo(role, RIGHT_BY_ROOM[room.room]);
      const answer = await client.ask('join', room);
      expect({ room, isAllowed: answer.ok }).toEqual({ room, isAllowed });
    }
  });

  it.each(['journeys.read', 'readings.read'] as const)(
    'lets a token of %s join exactly the rooms of that scope',
    async (scope) => {
      const client = new LiveClient(sut.url, '', await tokenOf(scope));
      await client.connected();
      const join = handlers().find(({ event }) => event === 'join')?.admission as Right;
      for (const room of rooms()) {
        const isAllowed = [join, RIGHT_BY_ROOM[room.room]].every((right) => right === scope);
        const answer = await client.ask('join', room);
        expect({ room, isAllowed: answer.ok }).toEqual({ room, isAllowed });
      }
    },
  );

  it('is refused once the session has ended, although the socket is still there', async () => {
    const visitor = await Visitor.as('viewer', sut.url);
    const client = new LiveClient(sut.url, visitor.cookie);
    await client.connected();
    // As another process would end it, which tells no socket of ours.
    await sut.records.sessions.close(sha256Hex(visitor.cookie.split('=')[1] ?? ''));
    for (const room of rooms())
      expect(await client.ask('join', room)).toEqual({ ok: false, code: 'UNAUTHENTICATED' });
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
        provide: CallersService,
        useFactory: () => sut.api.app.get<CallersService>(CallersService),
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
    await app.close();
  });
});
