import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditEntrySchema, listOf, problemSchema } from '@lenglian/console-contract';
import { HOUR } from '@lenglian/quantities';
import { NOW, ORGANISATION, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { auditText } from './audit-export.ts';
import { AUDIT_FORMATS } from './export-lines.ts';

let sut: ApiUnderTest;
beforeAll(async () => {
  sut = await runApi();
});
afterAll(() => sut.close());

describe('the audit', () => {
  it('shows nobody the lines of another organisation, whatever they ask for', async () => {
    for (const organisationId of ['other', ORGANISATION]) {
      await sut.records.audit.note(
        { id: 'shell' },
        { organisationId, action: 'lot.note', entity: 'lot', entityId: `of ${organisationId}` },
      );
    }
    const quality = await Visitor.as('quality', sut.url);
    const entityIds = async (query: string) => {
      const response = await quality.get(`/api/v1/audit?${query}`);
      const { items } = listOf(auditEntrySchema).parse(await response.json());
      return items.map(({ entityId }) => entityId);
    };
    const ours = [`of ${ORGANISATION}`];
    expect(await entityIds('entity=lot&limit=1')).toEqual(ours);
    expect(await entityIds('entity=lot&entityId=of%20other')).toEqual([]);
    expect(await entityIds('entity=lot&limit=1&organisationId=other')).toEqual(ours);
  });
});

/** One line of a kind of its own, at the present moment of the records. */
const note = (entityId: string, change: object = {}, actorId = 'shell') =>
  sut.records.audit.note(
    { id: actorId },
    {
      ...{ organisationId: ORGANISATION, action: 'seal.break', entity: 'seal', entityId },
      ...change,
    },
  );

describe('a search of the audit', () => {
  const found = async (query: string) => {
    const quality = await Visitor.as('quality', sut.url);
    const response = await quality.get(`/api/v1/audit?entity=seal&${query}`);
    const { items, nextCursor } = listOf(auditEntrySchema).parse(await response.json());
    return { ids: items.map(({ entityId }) => entityId).join(''), nextCursor };
  };

  it('finds by who, what and when, in both orders and page by page', async () => {
    const from = sut.clock.now();
    await note('1');
    await note('2', { action: 'seal.apply' });
    sut.clock.advanceTo(from + HOUR);
    await note('3', {}, 'li');
    await note('4');
    expect((await found('')).ids).toBe('4321');
    expect((await found('order=oldest')).ids).toBe('1234');
    expect((await found('action=seal.b')).ids).toBe('431');
    expect((await found('actor=li')).ids).toBe('3');
    expect((await found(`until=${from + HOUR}`)).ids).toBe('21');
    expect((await found(`from=${from + HOUR}&until=${from + HOUR + 1}&actor=shell`)).ids).toBe('4');
    const first = await found('order=oldest&action=seal.break&limit=2');
    expect(first.ids).toBe('13');
    const rest = await found(`order=oldest&action=seal.break&limit=2&cursor=${first.nextCursor}`);
    expect(rest).toEqual({ ids: '4', nextCursor: null });
  });

  it.each(['', '/export'])('that ends before it begins is refused: audit%s', async (path) => {
    const admin = await Visitor.as('admin', sut.url);
    const response = await admin.get(`/api/v1/audit${path}?from=${NOW}&until=${NOW}`);
    expect(response.status).toBe(400);
    const { errors } = problemSchema.parse(await response.json());
    expect(errors).toMatchObject([{ path: 'until' }]);
  });
});

describe('an export of the audit', () => {
  const LINES = 1_234;
  let quality: Visitor;
  beforeAll(async () => {
    quality = await Visitor.as('quality', sut.url);
    for (let line = 1; line <= LINES; line++)
      await note(`x${line}`, { entity: 'pallet', action: 'pallet.move' });
  });
  const exported = async (query: string) => {
    const response = await quality.get(`/api/v1/audit/export?${query}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    return { headers: response.headers, bytes, text: bytes.toString('utf8') };
  };

  it('has every line that was searched for, the oldest first, as the list has it', async () => {
    const { headers, text } = await exported('entity=pallet&format=jsonl');
    expect(headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('audit.jsonl');
    const entries = text
      .trim()
      .split('\n')
      .map((line) => auditEntrySchema.parse(JSON.parse(line)));
    const expected = Array.from({ length: LINES }, (_, index) => `x${index + 1}`);
    expect(entries.map(({ entityId }) => entityId)).toEqual(expected);
    const list = await quality.get('/api/v1/audit?entity=pallet&order=oldest&limit=1');
    expect(listOf(auditEntrySchema).parse(await list.json()).items).toEqual(entries.slice(0, 1));
  });

  it('is a table for a spreadsheet, which takes nothing in it for a formula', async () => {
    const evil = { after: { text: '=1+1' }, reason: '=HYPERLINK("http://x","y")' };
    await note('@SUM(A1)', { entity: 'evil', action: 'evil.add', ...evil }, '+wang');
    const { headers, bytes, text } = await exported('entity=evil');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, line, end] = text.slice(1).split('\r\n');
    expect(head).toBe('id,atBeijing,atMs,actor,action,entity,entityId,reason,before,after');
    expect(line?.split(',').slice(1)).toEqual([
      ...[expect.stringMatching(/^2025-09-18 \d\d:\d\d:\d\d\.\d{3}$/), expect.any(String)],
      ...["'+wang", 'evil.add', 'evil', "'@SUM(A1)", `"'=HYPERLINK(""http://x""`, '""y"")"'],
      ...['', '"{""text"":""=1+1""}"'],
    ]);
    expect(end).toBe('');
  });

  it('of nothing is a table without rows', async () => {
    expect((await exported('entity=nothing')).text.trim().split('\r\n')).toHaveLength(1);
    expect((await exported('entity=nothing&format=jsonl')).text).toBe('');
  });

  it('is itself in the audit: who took which lines away', async () => {
    await exported('entity=lot&actor=li&format=jsonl');
    const [line] = (await sut.records.audit.list({ limit: 1, newestFirst: true })).items;
    const user = await sut.records.users.findByUsername('quality');
    expect(line).toMatchObject({
      ...{ action: 'audit.export', entity: 'audit', entityId: ORGANISATION, actor: user?.id },
      after: { entity: 'lot', actor: 'li', format: 'jsonl' },
    });
  });

  it('ends, however much is written while it is read, and holds one page at a time', async () => {
    const { audit } = sut.records;
    const limits: number[] = [];
    const growing: typeof audit = {
      ...audit,
      async list(filter) {
        limits.push(filter.limit);
        const page = await audit.list(filter);
        for (let line = 0; line < filter.limit; line++)
          await note('late', { entity: 'pallet', action: 'pallet.move' });
        return page;
      },
    };
    const filter = { organisationId: ORGANISATION, entity: 'pallet' };
    const lines: string[] = [];
    for await (const text of auditText(growing, filter, AUDIT_FORMATS.jsonl))
      lines.push(...text.trim().split('\n'));
    expect(lines).toHaveLength(LINES);
    expect(limits).toEqual([1, 500, 500, 500]);
  }, 20_000);

  it('is not for those who may not read the audit', async () => {
    for (const role of ['viewer', 'operator'] as const) {
      const visitor = await Visitor.as(role, sut.url);
      expect((await visitor.get('/api/v1/audit/export')).status).toBe(403);
    }
  });
});
