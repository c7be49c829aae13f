import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema } from '@lenglian/console-contract';
import { InternalError } from '@lenglian/errors';
import { findPostgres, startPostgres, type RunningPostgres } from '@lenglian/records/testing';
import fc from 'fast-check';
import { arbitraryOf, type JsonSchema, type Vocabulary } from '../testing/arbitrary-of-schema.ts';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { openApiOf } from './openapi.ts';

/** More of them: `FUZZ_RUNS=500`. */
const RUNS_AN_OPERATION = Number(process.env['FUZZ_RUNS'] ?? 25);

/** Milliseconds: a request without an answer by then is a fault of ours. */
const ANSWER_TIME_MAX = 20_000;

/** Milliseconds, a minute at the usual number of runs: a failure may shrink without end, and is told as far as it has by then. */
const OPERATION_TIME_MAX = 2_400 * RUNS_AN_OPERATION;

/** Milliseconds: for many runs. */
const TIMEOUT = 600_000;

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema?: JsonSchema;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly [mediaType: string, schema: JsonSchema][];
}

interface FuzzedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly mediaType: string | undefined;
  readonly body: unknown;
}

let sut: ApiUnderTest;
let admin: Visitor;
let words: Vocabulary;
let operations: Operation[];

afterEach(() => sut.close());

/** Starts an api over new records, and reads its document. @param recordsUrl of a PostgreSQL database */
async function start(recordsUrl?: string): Promise<void> {
  sut = await runApi({ recordsUrl });
  admin = await Visitor.as('admin', sut.url);
  const document = openApiOf(sut.api.app);
  const { runId, unitIds, lotIds, deviceIds } = sut.ids;
  const viewer = await sut.records.users.findByUsername('viewer');
  const link = await sut.records.lotLinks.add(
    { id: 'system' },
    {
      ...{ organisationId: 'demo', lotId: lotIds[0] ?? '', label: null },
      validUntil: NOW + 3_600_000,
    },
  );
  words = {
    schemas: document.components?.schemas as Record<string, JsonSchema>,
    known: {
      ...{ runs: [runId], units: unitIds, lots: lotIds, devices: deviceIds },
      ...{ users: [viewer?.id ?? ''], subjectId: [runId, ...lotIds, ...deviceIds] },
      ...{ runId: [runId], unitId: unitIds, lotId: lotIds, targetId: unitIds },
      ...{ runCode: ['XLH-1'], unitCode: ['UNIT-1', 'UNIT-2'], lotCode: ['LOT-1', 'LOT-2'] },
      ...{ fromPlaceCode: ['KORLA'], toPlaceCode: ['CHENGDU'], placeCode: ['KORLA'] },
      ...{ serviceCode: ['XIANGLI'], commodityCode: ['PEAR'] },
      ...{ linkId: [link.link.id], token: [link.token] },
      ...{ organisationId: ['demo', 'other'], granteeOrganisationId: ['other'] },
    },
    now: NOW,
  };
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Record<string, unknown>>).map(([method, operation]) => {
      const content = (operation['requestBody'] as { content?: object } | undefined)?.content ?? {};
      const body = Object.entries(content as Record<string, { schema?: JsonSchema }>);
      return {
        ...{ method: method.toUpperCase(), path },
        parameters: (operation['parameters'] ?? []) as Parameter[],
        body: body.map(([mediaType, { schema }]) => [mediaType, schema ?? {}] as const),
      };
    }),
  );
}

/** What no client can put into a header. */
const UNSENDABLE = /[^\x20-\x7e\x80-\xff]/g;

/** A request for an operation, by the document and now and then past it. */
function requestsOf({ path, parameters, body }: Operation): fc.Arbitrary<FuzzedRequest> {
  const values = Object.fromEntries(
    parameters.map(({ name, schema, ...parameter }) => {
      // What an id in a path is of, the path says.
      const kind = name === 'id' ? (path.split('/')[3] ?? '') : name;
      const value = arbitraryOf(schema ?? { type: 'string' }, words, kind);
      const isAlways = parameter.in === 'path' || parameter.required === true;
      return [name, isAlways ? value : fc.option(value, { nil: undefined })];
    }),
  );
  const payload =
    body.length === 0
      ? fc.constant({ mediaType: undefined, body: undefined })
      : fc.oneof(
          ...body.map(([mediaType, schema]) =>
            arbitraryOf(schema, words).map((value) => ({ mediaType, body: value })),
          ),
        );
  return fc
    .record({ values: fc.record(values), payload })
    .map(({ values: given, payload: sent }) => {
      const query = new URLSearchParams();
      const headers: Record<string, string> = {};
      let url = path;
      for (const parameter of parameters) {
        const value = given[parameter.name];
        if (value === undefined) continue;
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        if (parameter.in === 'header') headers[parameter.name] = text.replace(UNSENDABLE, '?');
        else if (parameter.in === 'query') query.append(parameter.name, text);
        // An empty segment would be another path.
        else
          url = url.replace(`{${parameter.name}}`, encodeURIComponent(text.toWellFormed() || '-'));
      }
      return { url: `${url}?${query.toString()}`, headers, ...sent };
    });
}

async function send({ method }: Operation, request: FuzzedRequest): Promise<Response> {
  const { url, headers, mediaType, body } = request;
  return fetch(`${sut.url}${url}`, {
    method,
    signal: AbortSignal.timeout(ANSWER_TIME_MAX),
    headers: { ...headers, cookie: admin.cookie, ...(mediaType && { 'content-type': mediaType }) },
    ...(mediaType && { body: mediaType.includes('json') ? JSON.stringify(body) : String(body) }),
  });
}

/** Ends the session that the fuzz lives by. */
const SIGNING_OUT = '/api/v1/auth/logout';

/** Sends to every operation, and finds no fault of ours. */
async function fuzz(): Promise<void> {
  const statuses = new Map<string, Set<number>>();
  for (const operation of operations) {
    if (operation.path === SIGNING_OUT) continue;
    await fc.assert(
      fc.asyncProperty(requestsOf(operation), async (request) => {
        const response = await send(operation, request);
        const text = await response.text();
        const { method, path } = operation;
        const known = statuses.get(`${method} ${path}`) ?? new Set();
        statuses.set(`${method} ${path}`, known.add(response.status));
        if (response.status >= 500)
          throw new InternalError(`${method} ${path}: ${response.status} ${text}`);
        if (response.status < 400) return;
        expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
        expect(problemSchema.parse(JSON.parse(text)).status).toBe(response.status);
      }),
      {
        numRuns: RUNS_AN_OPERATION,
        interruptAfterTimeLimit: OPERATION_TIME_MAX,
        markInterruptAsFailure: true,
      },
    );
  }
  // A fuzz that never gets past the door finds nothing.
  const hasGotIn = (all: ReadonlySet<number>) => [...all].some((status) => status !== 400);
  expect([...statuses.values()].filter(hasGotIn).length).toBeGreaterThan(operations.length * 0.8);
  const signedOut = [...statuses].filter(([name, all]) => !name.includes('/auth/') && all.has(401));
  expect(signedOut).toEqual([]);
}

const WORDS =
  'answers whatever its own document allows, and what it does not, without a fault of ours';

it(
  WORDS,
  async () => {
    await start();
    await fuzz();
  },
  TIMEOUT,
);

const isPossible = findPostgres() !== undefined || process.env['REQUIRE_ALL'] === '1';
const describePostgres = isPossible ? describe : describe.skip;

describePostgres('with its records on a real PostgreSQL', () => {
  let server: RunningPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.stop());

  it(
    WORDS,
    async () => {
      await start(await server.database('fuzz'));
      await fuzz();
    },
    TIMEOUT,
  );
});
