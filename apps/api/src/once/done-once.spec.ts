import { readdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Module, Post } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { problemSchema } from '@lenglian/console-contract';
import { containerCheckDigit } from '@lenglian/planning';
import { DAY, MINUTE } from '@lenglian/quantities';
import { RecordsUnreachableError } from '@lenglian/records';
import { AccessGuard } from '../access/access-guard.ts';
import { Requires } from '../access/requires.ts';
import { CallersService } from '../access/callers.service.ts';
import { openApiOf } from '../http/openapi.ts';
import { ProblemFilter } from '../http/problem.filter.ts';
import { LOG, PEOPLE_CLOCK, RECORDS } from '../parts.ts';
import { aPlace, aService } from '../testing/network-entries.ts';
import {
  FOREIGN_ORGANISATION,
  NOW,
  PASSWORD,
  SILENT_LOG,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';
import { ANSWER_BYTES_MAX, DoneOnce } from './done-once.ts';
import { AnswersSecret } from './takes-idempotency-key.ts';

let sut: ApiUnderTest;
let admin: Visitor;

beforeAll(async () => {
  sut = await runApi();
  admin = await Visitor.as('admin', sut.url);
});
afterAll(() => sut.close());

const keyed = (key: string) => ({ 'idempotency-key': key });
const PLACES = '/api/v1/places';
const codeOf = async (response: Response) => problemSchema.parse(await response.json()).code;
const isReplay = (response: Response) => response.headers.get('idempotency-replayed') === 'true';

/** What tells an answer from another one. */
async function shownBy(response: Response) {
  const { status, headers } = response;
  const [mediaType, etag] = ['content-type', 'etag'].map((name) => headers.get(name));
  return { status, mediaType, etag, text: await response.text() };
}

function aUser(username: string) {
  return { username, displayName: '孙', role: 'viewer', password: 'a secret that is long' };
}

async function auditLines(entityId: string): Promise<number> {
  const { items } = await sut.records.audit.list({ entityId, limit: 100 });
  return items.length;
}

describe('a request with a key', () => {
  it('is done once and answered again, however often it comes', async () => {
    const first = await admin.post(PLACES, aPlace('ONCE'), keyed('replayed'));
    expect([first.status, isReplay(first)]).toEqual([200, false]);
    const shown = await shownBy(first);
    for (let round = 0; round < 3; round++) {
      const again = await admin.post(PLACES, aPlace('ONCE'), keyed('replayed'));
      expect(isReplay(again)).toBe(true);
      expect(await shownBy(again)).toEqual(shown);
    }
    expect(shown).toMatchObject({
      etag: '"1"',
      text: expect.stringContaining('"ONCE"') as unknown,
    });
    const { id } = JSON.parse(shown.text) as { id: string };
    expect(await auditLines(id)).toBe(1);
    expect((await admin.post(PLACES, aPlace('ONCE'), keyed('a-new-one'))).status).toBe(409);
  });

  it('is the same with the key in quotes, as the draft writes it', async () => {
    await admin.post(PLACES, aPlace('QUOTED'), keyed('"a\\"b"'));
    expect(isReplay(await admin.post(PLACES, aPlace('QUOTED'), keyed('a"b')))).toBe(true);
  });

  it.each(['""', '"open', 'two words', 'x'.repeat(256), 'ä', ''])(
    'is refused with the key %s',
    async (key) => {
      const response = await admin.post(PLACES, aPlace('BAD_KEY'), keyed(key));
      const { code, errors } = problemSchema.parse(await response.json());
      expect([response.status, code]).toEqual([400, 'INVALID_REQUEST']);
      expect(errors?.map(({ path }) => path)).toEqual(['Idempotency-Key']);
    },
  );

  it('takes a key of 255 characters', async () => {
    expect((await admin.post(PLACES, aPlace('LONG'), keyed('~'.repeat(255)))).status).toBe(200);
  });

  it('is not another request with that key: other body, path or query', async () => {
    await admin.post(`${PLACES}?a=1`, aPlace('OTHER'), keyed('other'));
    const others = [
      await admin.post(`${PLACES}?a=1`, aPlace('OTHER_2'), keyed('other')),
      await admin.post(`${PLACES}?a=2`, aPlace('OTHER'), keyed('other')),
      await admin.post('/api/v1/services', aService('OTHER'), keyed('other')),
    ];
    for (const response of others) {
      expect(response.status).toBe(422);
      expect(await codeOf(response)).toBe('IDEMPOTENCY_KEY_REUSED');
    }
  });

  it('that failed may be sent again with it, mended or not', async () => {
    const bad = await admin.post('/api/v1/users', { username: 'no' }, keyed('failed'));
    expect(bad.status).toBe(400);
    const service = aService('MENDED', { commodityCodes: ['NO_SUCH_GOODS'] });
    expect((await admin.post('/api/v1/services', service, keyed('failed'))).status).toBe(422);
    const mended = await admin.post('/api/v1/services', aService('MENDED'), keyed('failed'));
    expect([mended.status, isReplay(mended)]).toEqual([200, false]);
  });

  it('at the same time as itself is done by one, in whatever process', async () => {
    const other = new Visitor(await sut.another());
    other.cookie = admin.cookie;
    for (const [round, visitors] of [
      [admin, admin],
      [admin, other],
    ].entries()) {
      const ask = (visitor: Visitor) =>
        visitor.post('/api/v1/users', aUser(`twice-${round}`), keyed(`at-once-${round}`));
      const answers = await Promise.all(visitors.map(ask));
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
      const refused = answers.find(({ status }) => status === 409);
      expect(refused && (await codeOf(refused))).toBe('IDEMPOTENCY_KEY_IN_USE');
      for (const visitor of visitors) {
        const again = await ask(visitor);
        expect([again.status, isReplay(again)]).toEqual([200, true]);
      }
    }
  });

  it('of one user has nothing to do with the key of another', async () => {
    await admin.post(PLACES, aPlace('MINE'), keyed('shared'));
    const them = await Visitor.as('admin', sut.url, FOREIGN_ORGANISATION);
    const theirs = await them.post(PLACES, aPlace('THEIRS'), keyed('shared'));
    expect([theirs.status, isReplay(theirs)]).toEqual([200, false]);
  });

  it('is forgotten by whoever may not do it any more', async () => {
    const { id } = (await sut.records.users.findByUsername('viewer')) ?? { id: '' };
    await sut.records.users.change({ id: 'system' }, id, { role: 'admin' });
    const promoted = await Visitor.as('viewer', sut.url);
    const first = await promoted.post(PLACES, aPlace('ONCE_ADMIN'), keyed('rights'));
    expect(first.status).toBe(200);
    await sut.records.users.change({ id: 'system' }, id, { role: 'viewer' });
    expect((await promoted.post(PLACES, aPlace('ONCE_ADMIN'), keyed('rights'))).status).toBe(401);
    const back = await Visitor.as('viewer', sut.url);
    expect((await back.post(PLACES, aPlace('ONCE_ADMIN'), keyed('rights'))).status).toBe(403);
  });

  it('that imports a file imports it once', async () => {
    const unit = `XJLU300700${containerCheckDigit('XJLU300700')}`;
    const head = 'position,unitCode,lotCode,commodityCode,quantityKilograms,originPlaceCode';
    const importCsv = (kilograms: number) =>
      fetch(
        `${sut.url}/api/v1/runs/import?${new URLSearchParams({
          ...{ runCode: 'CSV-ONCE', serviceCode: 'CSV_SERVICE', departureAt: String(NOW + DAY) },
        }).toString()}`,
        {
          method: 'POST',
          headers: { cookie: admin.cookie, 'content-type': 'text/csv', ...keyed('csv') },
          body: `${head}\n1,${unit},CSV-L,PEAR,${kilograms},KORLA`,
        },
      );
    await sut.records.network.addService({ id: 'system' }, 'demo', aService('CSV_SERVICE'));
    const [first, again] = [await importCsv(21_000), await importCsv(21_000)];
    const shown = await shownBy(first);
    expect(shown.status).toBe(200);
    expect([isReplay(first), isReplay(again)]).toEqual([false, true]);
    expect(await shownBy(again)).toEqual(shown);
    expect((await importCsv(22_000)).status).toBe(422);
  });

  it('leaves neither its key nor a password anywhere', async () => {
    const key = 'a-key-that-nobody-keeps';
    const body = aUser('secretive');
    expect((await admin.post('/api/v1/users', body, keyed(key))).status).toBe(200);
    const other = await admin.post(
      '/api/v1/users',
      { ...body, password: `${body.password}!` },
      keyed(key),
    );
    expect(await codeOf(other)).toBe('IDEMPOTENCY_KEY_REUSED');
    const files = await readdir(sut.dataDirectory);
    const stored = (
      await Promise.all(files.map((name) => readFile(join(sut.dataDirectory, name), 'latin1')))
    ).join('');
    const isStored = (text: string) => stored.includes(text);
    expect(['secretive', key, body.password].map(isStored)).toEqual([true, false, false]);
  });

  it('is done each time where one signs in', async () => {
    const key = 'of-a-sign-in';
    const login = { username: 'viewer', password: PASSWORD };
    const cookies = new Set<string>();
    for (let round = 0; round < 2; round++) {
      const visitor = new Visitor(sut.url);
      const response = await visitor.post('/api/v1/auth/login', login, keyed(key));
      expect([response.status, isReplay(response)]).toEqual([200, false]);
      cookies.add(visitor.cookie);
    }
    expect(cookies.size).toBe(2);
  });
});

describe('a key', () => {
  it('whose request was done although it failed stays taken, and tells that nobody knows', async () => {
    const { network } = sut.records;
    const real = { ...network };
    Object.assign(network, {
      addPlace: async (...given: Parameters<typeof network.addPlace>) => {
        await real.addPlace(...given);
        throw new RecordsUnreachableError('gone after the commit');
      },
    });
    expect((await admin.post(PLACES, aPlace('HALF'), keyed('half'))).status).toBe(503);
    Object.assign(network, real);
    const again = await admin.post(PLACES, aPlace('HALF'), keyed('half'));
    expect([again.status, await codeOf(again)]).toEqual([409, 'IDEMPOTENCY_OUTCOME_UNKNOWN']);
  });

  it('whose answer could not be kept does no harm to the answer', async () => {
    const { onceKeys } = sut.records;
    const real = { ...onceKeys };
    const gone = () => Promise.reject(new RecordsUnreachableError('gone'));
    Object.assign(onceKeys, { keep: gone });
    expect((await admin.post(PLACES, aPlace('UNKEPT'), keyed('unkept'))).status).toBe(200);
    Object.assign(onceKeys, real);
    const ask = async () => codeOf(await admin.post(PLACES, aPlace('UNKEPT'), keyed('unkept')));
    expect(await ask()).toBe('IDEMPOTENCY_KEY_IN_USE');
    sut.clock.advanceTo(sut.clock.now() + MINUTE);
    expect(await ask()).toBe('IDEMPOTENCY_OUTCOME_UNKNOWN');
  });

  it('of an answer that is too long to keep tells that it was done', async () => {
    const source = 'x'.repeat(ANSWER_BYTES_MAX);
    const ask = () => admin.post(PLACES, aPlace('LONG_ANSWER', { source }), keyed('long'));
    expect((await ask()).status).toBe(200);
    const again = await ask();
    expect([again.status, await codeOf(again)]).toEqual([409, 'IDEMPOTENCY_ANSWER_NOT_KEPT']);
  });

  it('ends after a day', async () => {
    await admin.post(PLACES, aPlace('DAILY'), keyed('daily'));
    sut.clock.advanceTo(sut.clock.now() + DAY);
    admin = await Visitor.as('admin', sut.url);
    const next = await admin.post(PLACES, aPlace('DAILY_2'), keyed('daily'));
    expect([next.status, isReplay(next)]).toEqual([200, false]);
  });
});

describe('the OpenAPI document', () => {
  interface Operation {
    readonly parameters?: readonly { readonly name: string }[];
    readonly responses: Record<string, unknown>;
  }
  const posts = () =>
    Object.entries(openApiOf(sut.api.app).paths).flatMap(([path, { post }]) =>
      post ? [{ path, operation: post as unknown as Operation }] : [],
    );

  it('has the header on every POST but those about oneself', () => {
    const without = posts().filter(
      ({ operation }) => !operation.parameters?.some(({ name }) => name === 'Idempotency-Key'),
    );
    expect(without.map(({ path }) => path).sort()).toEqual([
      '/api/v1/auth/login',
      '/api/v1/auth/logout',
      '/api/v1/auth/one-time',
      '/api/v1/auth/password',
      '/api/v1/hand-over-links/{token}',
      '/api/v1/tokens',
      '/api/v1/tokens/{id}/revoke',
    ]);
  });

  it('has no secret in an answer that is kept', () => {
    const { components } = openApiOf(sut.api.app);
    const schemas = components?.schemas as Record<string, unknown>;
    const wordsIn = (value: unknown): string =>
      JSON.stringify(value).replace(/"#\/components\/schemas\/(\w+)"/g, (_, name: string) =>
        wordsIn(schemas[name]),
      );
    const kept = posts().filter(
      ({ operation }) =>
        !('x-answers-secret' in operation) &&
        operation.parameters?.some(({ name }) => name === 'Idempotency-Key'),
    );
    expect(kept.length).toBeGreaterThan(15);
    for (const { path, operation } of kept)
      expect({
        path,
        isSecret: /"\w*(password|token|secret)\w*":/i.test(wordsIn(operation.responses)),
      }).toEqual({ path, isSecret: false });
  });
});

describe('an answer that is secret', () => {
  let app: NestExpressApplication;
  let told = 0;

  @Controller()
  class SecretController {
    @Requires('users.manage')
    @AnswersSecret()
    @Post('secret')
    tell(): { readonly secret: string } {
      return { secret: `number ${(told += 1)}` };
    }
  }

  @Module({
    controllers: [SecretController],
    providers: [
      ...[ProblemFilter, { provide: LOG, useValue: SILENT_LOG }],
      {
        provide: CallersService,
        useFactory: () => sut.api.app.get<CallersService>(CallersService),
      },
      { provide: RECORDS, useFactory: () => sut.records },
      { provide: PEOPLE_CLOCK, useFactory: () => sut.clock },
      { provide: APP_GUARD, useClass: AccessGuard },
      { provide: APP_INTERCEPTOR, useClass: DoneOnce },
    ],
  })
  class SecretModule {}

  beforeEach(async () => {
    app = await NestFactory.create<NestExpressApplication>(SecretModule, { logger: false });
    app.useGlobalFilters(app.get(ProblemFilter));
    await app.listen(0, '127.0.0.1');
  });
  afterEach(() => app.close());

  it('is told once and not kept', async () => {
    const { port } = app.getHttpServer().address() as AddressInfo;
    const ask = () =>
      fetch(`http://127.0.0.1:${port}/secret`, {
        method: 'POST',
        headers: { cookie: admin.cookie, ...keyed('secret') },
      });
    expect(await (await ask()).json()).toEqual({ secret: 'number 1' });
    expect(await codeOf(await ask())).toBe('IDEMPOTENCY_ANSWER_NOT_KEPT');
    expect(told).toBe(1);
  });
});
