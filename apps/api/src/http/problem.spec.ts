import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema } from '@lenglian/console-contract';
import { Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

let sut: ApiUnderTest;
let operator: Visitor;
beforeAll(async () => {
  sut = await runApi();
  operator = await Visitor.as('operator', sut.url);
});
afterAll(() => sut.close());

async function problemIn(response: Response) {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}

describe('every error', () => {
  it('of a wrong query names each field', async () => {
    const response = await operator.get('/api/v1/alerts?limit=0&state=WILD');
    const problem = await problemIn(response);
    expect(problem).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    expect(problem.errors?.map(({ path }) => path).sort()).toEqual(['limit', 'state']);
  });

  it('of a body that is not JSON is a problem', async () => {
    const response = await fetch(`${sut.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"username":',
    });
    expect(await problemIn(response)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  it('of a body that is as deep as it is long is a problem', async () => {
    const body = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const response = await fetch(`${sut.url}/api/v1/transformations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: operator.cookie },
      body,
    });
    expect(await problemIn(response)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  it('of a body that is too large is a problem', async () => {
    const response = await operator.post('/api/v1/auth/login', { username: 'x'.repeat(700_000) });
    expect(await problemIn(response)).toMatchObject({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
  });

  it('of a route or a record that does not exist is a problem', async () => {
    for (const path of ['/api/v1/nowhere', '/api/v1/runs/none', '/api/nothing']) {
      expect(await problemIn(await operator.get(path))).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('of a text that no database could hold names where it is', async () => {
    const device = { id: 'x', kind: 'reefer', unitId: 'a\u0000b' };
    const answers = [
      await operator.get('/api/v1/alerts/%00'),
      await operator.get('/api/v1/runs?cursor=%00'),
      await operator.post('/api/v1/transformations', { outputs: [device] }),
      await operator.post('/api/v1/runs', { lines: [{ unitCode: 'a\ud800' }] }),
      await operator.post('/api/v1/runs', { 'a\udc00b': 1, runCode: '💥' }),
    ];
    const problems = await Promise.all(answers.map(problemIn));
    expect(problems.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
    expect(problems.map(({ errors }) => errors?.[0]?.path)).toEqual([
      'url',
      'url',
      'outputs.0.unitId',
      'lines.0.unitCode',
      '',
    ]);
  });
});

describe('what is not the API', () => {
  it('is the console, also for a path that only the console knows', async () => {
    const response = await fetch(`${sut.url}/units/some-unit`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/text\/(plain|html)/);
  });

  it('never swallows the API or the socket', async () => {
    expect((await fetch(`${sut.url}/api/unknown`)).status).toBe(404);
    expect((await fetch(`${sut.url}/socket.io/?EIO=4&transport=polling`)).status).toBe(200);
  });

  it('is not told to fetch its scripts by https', async () => {
    const response = await fetch(`${sut.url}/`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('upgrade-insecure-requests');
  });
});

describe('health', () => {
  it('is up, ready, and measured', async () => {
    const stranger = new Visitor(sut.url);
    expect(await (await stranger.get('/api/health')).json()).toEqual({ status: 'ok' });
    expect((await stranger.get('/api/ready')).status).toBe(200);
    const metrics = await (await stranger.get('/metrics')).text();
    expect(metrics).toContain('lenglian_judge_lag_seconds{process="api"} 0');
    expect(metrics).toMatch(/lenglian_event_loop_probes\{of="api",le="50",process="api"\} \d+/);
  });

  it('is not ready, with each reason, while the judge is behind', async () => {
    sut.judge.lagSeconds = 40;
    const response = await new Visitor(sut.url).get('/api/ready');
    sut.judge.lagSeconds = 0;
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      isReady: false,
      reasons: [{ code: 'JUDGE_BEHIND' }],
    });
  });
});
