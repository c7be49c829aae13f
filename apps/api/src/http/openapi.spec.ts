import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runApi, type ApiUnderTest } from '../testing/running-api.ts';

interface Operation {
  readonly parameters?: readonly { name: string; in: string; schema?: object }[];
  readonly requestBody?: object;
  readonly responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}

let sut: ApiUnderTest;
let document: {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};
beforeAll(async () => {
  sut = await runApi();
  document = (await (await fetch(`${sut.url}/api/openapi.json`)).json()) as typeof document;
});
afterAll(() => sut.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

/** Part of the document with what it refers to in its place. */
function withSchemas(part: unknown): unknown {
  return JSON.parse(JSON.stringify(part ?? null), (key, value: { $ref?: string } | null) => {
    const name = value?.$ref?.replace('#/components/schemas/', '');
    return name === undefined ? value : withSchemas(document.components.schemas[name]);
  });
}

describe('the OpenAPI document', () => {
  it('refers only to schemas that it has', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      (match) => match[1] as string,
    );
    expect(references).toContain('#/components/schemas/Alert');
    for (const reference of references) {
      const name = reference.replace('#/components/schemas/', '');
      expect(Object.keys(document.components.schemas)).toContain(name);
    }
  });

  it('is made of JSON schemas, without anything of the validator inside', () => {
    expect(document.openapi).toMatch(/^3\.0\./);
    expect(JSON.stringify(document)).not.toMatch(/"(_zod|~standard|_def|def|\$defs|\$schema)":/);
    expect(document.components.schemas['Unit']).toMatchObject({
      type: 'object',
      properties: { condition: { type: 'string' } },
    });
  });

  it('declares every parameter of every path', () => {
    for (const { path, operation } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect({ path, names: declared.map(({ name }) => name) }).toEqual({ path, names: inPath });
    }
  });

  it('bounds every integer that it takes: what no clock can show is refused at the edge', () => {
    const unbounded = operations().flatMap(({ path, method, operation }) => {
      const given = JSON.stringify([operation.parameters, withSchemas(operation.requestBody)]);
      const integers = given.match(/\{[^{}]*"type":"integer"[^{}]*\}/g) ?? [];
      return integers
        .map((text) => JSON.parse(text) as { maximum?: number; minimum?: number })
        .filter(({ maximum = Infinity, minimum = -Infinity }) => maximum - minimum > 1e15)
        .map((schema) => ({ path, method, schema }));
    });
    expect(unbounded).toEqual([]);
  });

  it('says what each operation answers', () => {
    for (const { path, method, operation } of operations()) {
      const success = Object.entries(operation.responses).filter(([status]) =>
        /^[23]/.test(status),
      );
      expect({ path, method, count: success.length }).toEqual({ path, method, count: 1 });
      const [status, response] = success[0] ?? ['', {}];
      // A redirect has no body.
      if (status !== '204' && status !== '302')
        expect(Object.values(response.content ?? {})[0]?.schema).toBeDefined();
    }
  });

  it('shows filters of a list as parameters of the query', () => {
    const names = document.paths['/api/v1/alerts']?.['get']?.parameters?.map(({ name }) => name);
    const filters = [
      'awaitsDisposition',
      'from',
      'isShelved',
      'lotId',
      'notRule',
      'rule',
      'runId',
      'severity',
      'side',
      'state',
      'unitId',
      'until',
    ];
    expect(names?.sort()).toEqual([...filters, 'cursor', 'limit'].sort());
  });
});
