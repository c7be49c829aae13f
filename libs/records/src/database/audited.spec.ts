import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InternalError } from '@lenglian/errors';
import type { Kysely } from 'kysely';
import { TEST_START } from '../testing.ts';
import { auditedWriter, readable, type Audited } from './audited.ts';
import { IdentifierSource } from './identifier-source.ts';
import { migrate } from './migrate.ts';
import type { RecordsSchema } from './schema.ts';
import { openSqlite } from './sqlite-database.ts';

const clock = { now: () => TEST_START };
const counter = { name: 'access', value: 1 };
const note = { organisationId: 'demo', action: 'x.add', entity: 'x', entityId: '1' };

describe('the audited writer', () => {
  let database: Kysely<RecordsSchema>;
  let audited: Audited;

  beforeEach(async () => {
    database = openSqlite(':memory:');
    await migrate(database, clock);
    audited = auditedWriter(database, clock, new IdentifierSource(clock));
  });
  afterEach(() => database.destroy());

  const rowsOf = async (table: 'counters' | 'auditEntries') =>
    database.selectFrom(table).selectAll().execute();

  it('commits a change together with its line', async () => {
    await audited({ id: 'wang', reason: 'shift' }, async (change) => {
      await change.database.insertInto('counters').values(counter).execute();
      change.note({ ...note, before: { a: 1 }, after: { a: 2 } });
    });
    expect(await rowsOf('counters')).toEqual([counter]);
    expect(await rowsOf('auditEntries')).toMatchObject([
      {
        ...note,
        actor: 'wang',
        at: TEST_START,
        before: '{"a":1}',
        after: '{"a":2}',
        reason: 'shift',
      },
    ]);
  });

  it('takes back what left no line', async () => {
    const silent = audited({ id: 'wang' }, (change) =>
      change.database.insertInto('counters').values(counter).execute(),
    );
    await expect(silent).rejects.toBeInstanceOf(InternalError);
    expect(await rowsOf('counters')).toEqual([]);
  });

  it('takes back the line when the change fails', async () => {
    const failing = audited({ id: 'wang' }, (change) => {
      change.note(note);
      return Promise.reject(new InternalError('half way'));
    });
    await expect(failing).rejects.toThrow('half way');
    expect(await rowsOf('auditEntries')).toEqual([]);
  });

  it('is the only way: the connection for reading refuses a write', async () => {
    const writing = readable(database) as Kysely<RecordsSchema>;
    await expect(writing.insertInto('counters').values(counter).execute()).rejects.toBeInstanceOf(
      InternalError,
    );
    expect(await readable(database).selectFrom('counters').selectAll().execute()).toEqual([]);
  });
});

describe('the source of the records', () => {
  const isMigration = (name: string): boolean => name.startsWith('database/migrations/');
  const source = join(import.meta.dirname, '..');

  it('writes only through a change, and hands the connection to nobody else', async () => {
    const files = (await readdir(source, { recursive: true })).filter(
      (name) => name.endsWith('.ts') && !/\.(spec|contract)\.ts$/.test(name),
    );
    expect(files.length).toBeGreaterThan(30);
    const offenders: string[] = [];
    for (const name of files) {
      const text = await readFile(join(source, name), 'utf8');
      const writes = text.matchAll(
        /(\S+)\s*\.(insertInto|updateTable|deleteFrom|mergeInto|schema)\b/g,
      );
      for (const [, target] of writes) {
        if (!ALLOWED_WRITERS.has(name) && !isMigration(name) && target !== 'change.database') {
          offenders.push(`${name}: ${target}`);
        }
      }
      const holdsConnection = /\bKysely\b|DatabaseSync/.test(text.replace(/\/\*[\s\S]*?\*\//g, ''));
      if (holdsConnection && !CONNECTION_HOLDERS.has(name) && !isMigration(name))
        offenders.push(`${name}: Kysely`);
    }
    expect(offenders).toEqual([]);
  });
});

/** They make the schema, or are the writer itself. */
const ALLOWED_WRITERS = new Set(['database/audited.ts', 'database/migrate.ts']);

const CONNECTION_HOLDERS = new Set([
  ...ALLOWED_WRITERS,
  'database/postgres-database.ts',
  'database/sqlite-database.ts',
  'open-records.ts',
  'records-over.ts',
]);
