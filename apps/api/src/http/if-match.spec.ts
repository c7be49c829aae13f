import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bindingSchema, problemSchema } from '@lenglian/console-contract';
import { mayDo } from '@lenglian/rights';
import { ForeignWalk } from '../testing/foreign-walk.ts';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { openApiOf } from './openapi.ts';

let sut: ApiUnderTest;
let admin: Visitor;
let quality: Visitor;
let walk: ForeignWalk;

beforeAll(async () => {
  sut = await runApi();
  walk = await ForeignWalk.over(sut);
  admin = await Visitor.as('admin', sut.url);
  quality = await Visitor.as('quality', sut.url);
});
afterAll(() => sut.close());

/** A revision that nothing has. */
const FALSE = { 'if-match': '"987654321"' };

interface Change {
  readonly method: string;
  readonly path: string;
  readonly isHeeded: boolean;
}

/** Everything that changes something, with whether its document says that it heeds the header. */
function changes(): Change[] {
  return Object.entries(openApiOf(sut.api.app).paths).flatMap(([path, item]) =>
    Object.entries(
      item as Record<string, { readonly parameters?: readonly { readonly name: string }[] }>,
    )
      .filter(([method]) => method !== 'get')
      .map(([method, { parameters = [] }]) => ({
        ...{ method: method.toUpperCase(), path },
        isHeeded: parameters.some(({ name }) => name === 'If-Match'),
      })),
  );
}

const codeOf = async (response: Response) => problemSchema.parse(await response.json()).code;
const etagOf = async (path: string) => (await admin.get(path)).headers.get('etag') ?? '';

describe('If-Match', () => {
  it('of a revision that was never seen changes nothing, on every route that changes something', async () => {
    expect(changes().length).toBeGreaterThan(40);
    for (const { method, path, isHeeded } of changes()) {
      // What is about oneself or public needs no record: it is refused before anything is looked up.
      const known = walk.operations().find((one) => one.path === path && one.method === method);
      const response = known
        ? await walk.knock(mayDo('admin', known.right) ? admin : quality, known, FALSE)
        : await admin.send(method, path.replace(/\{\w+\}/g, 'nothing'), {}, FALSE);
      const expected = isHeeded ? [412, 'REVISION_CONFLICT'] : [400, 'IF_MATCH_NOT_HEEDED'];
      const answer = [response.status, await codeOf(response)];
      expect({ method, path, answer }).toEqual({ method, path, answer: expected });
    }
  });

  it('is heeded wherever a record that has a revision is changed', () => {
    const heeded = changes().filter(({ isHeeded }) => isHeeded);
    expect(heeded.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'PATCH /api/v1/devices/{id}',
      'PATCH /api/v1/lots/{id}',
      'PATCH /api/v1/users/{id}',
      'POST /api/v1/alerts/{id}/acknowledge',
      'POST /api/v1/alerts/{id}/close',
      'POST /api/v1/alerts/{id}/disposition',
      'POST /api/v1/alerts/{id}/shelve',
      'POST /api/v1/alerts/{id}/unshelve',
      'POST /api/v1/bindings',
      'POST /api/v1/contacts/{id}/remove',
      'POST /api/v1/hand-overs/{id}/confirm',
      'POST /api/v1/hand-overs/{id}/dispute',
      'POST /api/v1/hand-overs/{id}/settle',
      'POST /api/v1/incidents/{id}/acknowledge',
      'POST /api/v1/reviews/{id}/resolve',
      'POST /api/v1/runs/{id}/delay',
      'POST /api/v1/runs/{id}/departure/releases',
      'POST /api/v1/runs/{id}/legs',
      'POST /api/v1/runs/{id}/state',
      'POST /api/v1/transformations/{id}/undo',
      'POST /api/v1/units/{id}/declarations',
      'PUT /api/v1/contacts/{id}',
      'PUT /api/v1/places/{id}',
      'PUT /api/v1/services/{id}',
    ]);
  });

  it('of the revision of a unit corrects where it was, once', async () => {
    const [, unitId = ''] = sut.ids.unitIds;
    const seen = await etagOf(`/api/v1/units/${unitId}`);
    expect(seen).toBe('"1"');
    const correct = (targetId: string | null) => {
      const body = { kind: 'unit', subjectId: unitId, targetId, from: NOW, reason: 'set out' };
      return admin.send('POST', '/api/v1/bindings', body, { 'if-match': seen });
    };
    expect((await correct(null)).status).toBe(200);
    expect((await correct(sut.ids.runId)).status).toBe(412);
    const { items } = (await (
      await admin.get(`/api/v1/bindings?kind=unit&subjectId=${unitId}`)
    ).json()) as { items: unknown[] };
    expect(items.map((one) => bindingSchema.parse(one).until)).toEqual([NOW]);
  });

  it('of what was seen answers an incident, an alert and a hand-over, and each moves on', async () => {
    const ofId = async (list: string) => {
      const { items } = (await (await admin.get(list)).json()) as { items: { id: string }[] };
      return items[0]?.id ?? '';
    };
    const handOver = `/api/v1/hand-overs/${await ofId('/api/v1/hand-overs')}`;
    for (const [path, action, body] of [
      [`/api/v1/incidents/${walk.alertId}`, 'acknowledge', {}],
      [`/api/v1/alerts/${walk.alertId}`, 'acknowledge', {}],
      [handOver, 'confirm', { side: 'TO' }],
    ] as const) {
      const seen = { 'if-match': await etagOf(path) };
      const first = await admin.send('POST', `${path}/${action}`, body, seen);
      expect({ path, status: first.status }).toEqual({ path, status: 200 });
      expect(await etagOf(path)).not.toBe(seen['if-match']);
      const again = await admin.send('POST', `${path}/${action}`, body, seen);
      expect({ path, status: again.status }).toEqual({ path, status: 412 });
    }
  });
});
