import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema } from '@lenglian/console-contract';
import { openApiOf } from './openapi.ts';
import { Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

let sut: ApiUnderTest;
let admin: Visitor;
beforeAll(async () => {
  sut = await runApi();
  admin = await Visitor.as('admin', sut.url);
});
afterAll(() => sut.close());

/** Every route with a cursor, of a run that exists where it is about one. */
function pagedPaths(): string[] {
  const { paths } = openApiOf(sut.api.app);
  return Object.entries(paths)
    .filter(([, path]) =>
      (path.get?.parameters ?? []).some((one) => 'name' in one && one.name === 'cursor'),
    )
    .map(([path]) => path.replace('{id}', sut.ids.runId));
}

/** What some lists want to be told besides. */
const REQUIRED: Record<string, string> = {
  '/api/v1/bindings': '&kind=device&subjectId=x',
  '/api/v1/persons': '&name=x',
};

/** Few by their nature: the legs of one run, and the versions of the limits. */
const WHOLE = ['/api/v1/profiles', '/api/v1/runs/{id}/legs'];

describe('every list', () => {
  it('comes in pages, but those that are short by their nature', () => {
    const { paths } = openApiOf(sut.api.app);
    const whole = Object.entries(paths).flatMap(([path, { get }]) => {
      const answer = JSON.stringify(get?.responses['200'] ?? {});
      const isPaged = (get?.parameters ?? []).some((one) => 'name' in one && one.name === 'cursor');
      return answer.includes('nextCursor') && !isPaged ? [path] : [];
    });
    expect(WHOLE).toEqual(expect.arrayContaining(whole));
  });

  it('refuses a cursor that it cannot have given, by name', async () => {
    const paths = pagedPaths();
    expect(paths.length).toBeGreaterThanOrEqual(12);
    for (const path of paths) {
      for (const cursor of ['zzz', '']) {
        const response = await admin.get(`${path}?cursor=${cursor}${REQUIRED[path] ?? ''}`);
        const { code, errors } = problemSchema.parse(await response.json());
        expect({ path, cursor, status: response.status, code, errors }).toMatchObject({
          ...{ path, cursor, status: 400, code: 'INVALID_REQUEST' },
          errors: [{ path: 'cursor' }],
        });
      }
    }
  });

  it('takes the cursor it gave', async () => {
    const first = (await (await admin.get('/api/v1/units?limit=1')).json()) as {
      nextCursor: string;
    };
    const rest = await admin.get(`/api/v1/units?cursor=${first.nextCursor}`);
    expect(await rest.json()).toMatchObject({ items: [{ code: 'UNIT-2' }, { code: 'UNIT-3' }] });
    expect((await admin.get('/api/v1/quarantine?cursor=17')).status).toBe(200);
  });
});
