import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  planCheckSchema,
  problemSchema,
  runSchema,
  runsChangedSchema,
  takenPlanSchema,
} from '@lenglian/console-contract';
import { containerCheckDigit } from '@lenglian/planning';
import { DAY, HOUR } from '@lenglian/quantities';
import { readJourneyBook } from '../live/journey-book.ts';
import { LiveClient } from '../testing/live-client.ts';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

const TOMORROW = NOW + DAY;
const HEAD = 'position,unitCode,lotCode,commodityCode,quantityKilograms,originPlaceCode';

let sut: ApiUnderTest;
let operator: Visitor;

beforeAll(async () => {
  sut = await runApi();
  operator = await Visitor.as('operator', sut.url);
  const figure = (value: number) => ({ value, confidence: 'C', source: 'a test' });
  const leg = { mode: 'RAIL', fromPlaceCode: 'KORLA', toPlaceCode: 'CHENGDU' };
  await sut.records.journeys.addMany(
    { id: 'system' },
    {
      organisationId: 'demo',
      services: [
        {
          ...{ code: 'TRAIN', nameZh: '班列', nameEn: 'Train' },
          details: {
            commodityCodes: ['PEAR'],
            ways: [
              {
                ...{ code: 'KNOWN', legs: [{ ...leg, durationMinutes: figure(600) }] },
                expectedCoverageHoles: [
                  {
                    ...{ code: 'TUNNEL', nameZh: '隧道', nameEn: 'Tunnel' },
                    ...{ afterMinutes: figure(60), durationMinutes: figure(16) },
                  },
                ],
              },
              { code: 'GUESS', legs: [leg] },
            ],
          },
        },
      ],
    },
  );
});
afterAll(() => sut.close());

/** Container numbers with right check digits, the same for the same serial. */
function container(serial: number): string {
  const body = `XJLU${300_200 + serial}`;
  const digit = containerCheckDigit(body);
  return digit === undefined ? container(serial + 500) : `${body}${digit}`;
}

function csv(boxes: number, run: string, first = 0): string[] {
  return Array.from({ length: boxes }, (_, index) =>
    [index + 1, container(first + index), `${run}-L${index + 1}`, 'PEAR', 21_000, 'KORLA'].join(
      ',',
    ),
  );
}

function importCsv(runCode: string, body: string | Uint8Array, query = ''): Promise<Response> {
  const path = `/api/v1/runs/import?runCode=${runCode}&serviceCode=TRAIN&departureAt=${TOMORROW}${query}`;
  return fetch(sut.url + path, {
    method: 'POST',
    headers: { cookie: operator.cookie, 'content-type': 'text/csv' },
    body,
  });
}

async function taken(response: Response) {
  const body: unknown = await response.json();
  expect([response.status, body]).toEqual([200, expect.anything()]);
  return takenPlanSchema.parse(body);
}

async function refused(response: Response) {
  expect(response.status).toBe(422);
  const { code, findings = [] } = problemSchema.parse(await response.json());
  expect(code).toBe('PLAN_REFUSED');
  return findings.filter(({ severity }) => severity === 'REFUSE');
}

describe('a manifest of 32 boxes', () => {
  it('comes in with one request, from CSV, on the way of its service', async () => {
    const answer = await taken(await importCsv('CSV-1', [HEAD, ...csv(32, 'A')].join('\r\n')));
    expect(answer).toMatchObject({ unitCount: 32, lotCount: 32 });
    expect(answer.run).toMatchObject({
      state: 'PLANNED',
      legs: [{ plannedDepartureAt: TOMORROW, plannedArrivalAt: TOMORROW + 10 * HOUR }],
    });
    expect(answer.warnings.every(({ code }) => code === 'NO_DEVICE')).toBe(true);
  });

  it('tells the judge where on that way its boxes are not to be heard', async () => {
    const { unitJourneys } = await sut.records.journeys.placements();
    const holes = unitJourneys.flatMap((journey) => journey.holes);
    const from = TOMORROW + HOUR;
    const hole = { nameZh: '隧道', nameEn: 'Tunnel', from, until: from + 16 * 60_000 };
    expect(holes).toEqual(Array.from({ length: 32 }, () => hole));
  });

  it('with three bad lines is refused whole, each by its line in the file, its field and words', async () => {
    const lines = csv(32, 'B', 40);
    lines[2] = '3,XJLU3000016,B-L3,PEAR,21000,KORLA';
    lines[9] = `10,${container(49)},B-L10,SAND,21000,KORLA`;
    lines[20] = `twenty,${container(60)},B-L21,PEAR,21000,KORLA`;
    const findings = await refused(await importCsv('CSV-2', [HEAD, ...lines].join('\n')));
    expect(findings.map(({ line, field, code }) => [line, field, code]).sort()).toEqual([
      [11, 'commodityCode', 'UNKNOWN_COMMODITY'],
      [22, 'position', 'WRONG_VALUE'],
      [4, 'unitCode', 'BAD_CONTAINER_NUMBER'],
    ]);
    expect(findings.find(({ line }) => line === 4)?.zh).toContain('XJLU3000015');
    expect(findings.find(({ line }) => line === 22)?.zh).toBe('“twenty”不能用：请填数字。');
    expect(await sut.records.journeys.runByCode('demo', 'CSV-2')).toBeUndefined();
  });

  it('is checked as a file, with what the import would say, and nothing is written', async () => {
    const check = async (body: string) => {
      const path = `/api/v1/plans/check/csv?runCode=CSV-7&serviceCode=TRAIN&departureAt=${TOMORROW}`;
      const response = await fetch(sut.url + path, {
        method: 'POST',
        headers: { cookie: operator.cookie, 'content-type': 'text/csv' },
        body,
      });
      return planCheckSchema.parse(await response.json());
    };
    const bad = await check([HEAD, ...csv(2, 'H', 120), '3,XJLU3000016,,,,'].join('\n'));
    expect(bad.wouldBeTaken).toBe(false);
    expect(bad.findings).toContainEqual(
      expect.objectContaining({ line: 4, field: 'unitCode', code: 'BAD_CONTAINER_NUMBER' }),
    );
    expect((await check([HEAD, ...csv(2, 'H', 120)].join('\n'))).wouldBeTaken).toBe(true);
    expect(await sut.records.journeys.runByCode('demo', 'CSV-7')).toBeUndefined();
  });

  it('takes no box with a weight for empty, and no cell that lost its column', async () => {
    const forgotten = `1,${container(90)},,,21000,`;
    const shifted = `2,${container(91)},F-2,PEAR,21,000,KORLA`;
    const findings = await refused(await importCsv('CSV-6', [HEAD, forgotten, shifted].join('\n')));
    expect(findings.map(({ line, field, code }) => [line, field, code])).toEqual([
      [2, 'lotCode', 'WRONG_VALUE'],
      [2, 'commodityCode', 'WRONG_VALUE'],
      [3, 'line', 'UNREADABLE_LINE'],
    ]);
    expect(findings.at(-1)?.zh).toBe('这一行读不懂：7 格，表头只有 6 格。');
  });

  it('is read with Chinese heads in GB18030, as a spreadsheet here writes it', async () => {
    // 位置,箱号,批号,品类 in GB18030.
    const head = Buffer.from('cebbd6c32ccfe4bac52cc5fabac52cc6b7c0e0', 'hex');
    const body = Buffer.concat([head, Buffer.from(`\r\n1,${container(80)},C-1,PEAR\r\n`)]);
    expect(await taken(await importCsv('CSV-3', body))).toMatchObject({ lotCount: 1 });
  });

  it('goes out as it came in', async () => {
    const { run } = await taken(
      await importCsv('CSV-4', [HEAD, ...csv(2, 'D', 100), `3,${container(102)},,,,`].join('\n')),
    );
    const out = await operator.get(`/api/v1/runs/${run.id}/plan?format=csv`);
    expect(out.headers.get('content-disposition')).toContain('CSV-4.csv');
    const bytes = Buffer.from(await out.arrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const text = bytes.toString('utf8');
    expect(text.split('\n')[1]).toBe(
      `1,${container(100)},reefer,,,D-L1,PEAR,21000,KORLA${','.repeat(13)}`,
    );
    const plan = (await (await operator.get(`/api/v1/runs/${run.id}/plan`)).json()) as {
      lines: { lot: unknown }[];
    };
    expect(plan.lines.map(({ lot }) => lot === null)).toEqual([false, false, true]);
    const check = await operator.post('/api/v1/plans/check', { ...plan, runCode: 'CSV-5' });
    const { findings } = planCheckSchema.parse(await check.json());
    expect(findings.filter(({ code }) => code === 'UNIT_ELSEWHERE')).toHaveLength(3);
  });
});

describe('a plan in JSON', () => {
  const line = (serial: number) => ({
    unitCode: container(serial),
    position: 1,
    lot: { code: `J-${serial}`, commodityCode: 'PEAR' },
  });

  it('brings what is known of its goods, and takes none for another', async () => {
    const head = '箱号,批号,品类,设定温度,运单号,收货人,采收时间,预冷完成时间,糖度,件数';
    const line = (nth: number, rest: string) => `${container(180 + nth)},G-L${nth},PEAR,${rest}`;
    const good = line(1, '0,DD-1,长沙果行,2026-08-22 18:30,2026/8/23,13.5,"1,200"');
    const { run } = await taken(await importCsv('CSV-G', [head, good].join('\n')));
    const expected = {
      ...{ waybillNumber: 'DD-1', consigneeName: '长沙果行', brixDegrees: 13.5 },
      ...{ packageCount: 1_200, pulpTemperatureCelsius: null, shipperName: null },
      harvestedAt: Date.parse('2026-08-22T18:30:00+08:00'),
      preCooledAt: Date.parse('2026-08-23T00:00:00+08:00'),
    };
    expect(await sut.records.journeys.lotByCode('demo', 'G-L1')).toMatchObject(expected);
    const plan = await (await operator.get(`/api/v1/runs/${run.id}/plan`)).json();
    expect(plan).toMatchObject({ lines: [{ setpointCelsius: 0, lot: expected }] });
    const file = await (await operator.get(`/api/v1/runs/${run.id}/plan?format=csv`)).text();
    expect(file).toContain('2026-08-22T10:30:00.000Z');

    const bad = [
      line(2, '9,,,,,,'),
      line(3, '0,,,yesterday,,,'),
      line(4, '0,,,,,50,'),
      line(5, '0,,,,,,1.5'),
      line(6, '"0,5",,,,,,'),
    ];
    const findings = await refused(await importCsv('CSV-H', [head, ...bad].join('\n')));
    expect(findings.map(({ line, field, code }) => [line, field, code]).sort()).toEqual([
      [2, 'setpointCelsius', 'SETPOINT_OUTSIDE'],
      [3, 'harvestedAt', 'WRONG_VALUE'],
      [4, 'brixDegrees', 'WRONG_VALUE'],
      [5, 'packageCount', 'WRONG_VALUE'],
      // Half a degree where a comma is a decimal point; five degrees would ride with the goods.
      [6, 'setpointCelsius', 'WRONG_VALUE'],
    ]);
  });

  it('is checked without being taken', async () => {
    const body = {
      runCode: 'J-1',
      serviceCode: 'TRAIN',
      departureAt: TOMORROW,
      lines: [line(200)],
    };
    const check = planCheckSchema.parse(
      await (await operator.post('/api/v1/plans/check', body)).json(),
    );
    expect(check).toMatchObject({ wouldBeTaken: true, findings: [{ code: 'NO_DEVICE' }] });
    expect(await sut.records.journeys.runByCode('demo', 'J-1')).toBeUndefined();
  });

  it('needs legs where nobody knows how long the way takes', async () => {
    const body = {
      ...{ runCode: 'J-2', serviceCode: 'TRAIN', wayCode: 'GUESS', departureAt: TOMORROW },
      lines: [line(201)],
    };
    const codes = async (plan: object) =>
      (await refused(await operator.post('/api/v1/runs', plan))).map(({ code }) => code);
    expect(await codes(body)).toEqual(['LEG_WITHOUT_DURATION']);
    expect(await codes({ ...body, wayCode: 'NONE' })).toEqual(['UNKNOWN_WAY']);
    expect(await codes({ ...body, serviceCode: 'NONE' })).toEqual(['UNKNOWN_SERVICE', 'NO_LEGS']);
  });

  it('names all of its bad lines at once, from 1, whatever is wrong with them', async () => {
    const body = { runCode: 'J-3', serviceCode: 'TRAIN', departureAt: TOMORROW };
    const lines = [
      { ...line(202), lot: { code: 'J-202', commodityCode: 'NOPE' } },
      { ...line(203), unitCode: 'XJLU3000016', position: 2 },
      { ...line(204), position: 0 },
      { ...line(205), position: 3, unitKind: 'boat', lot: { commodityCode: 'PEAR' } },
      null,
      { ...line(206), position: 4 },
    ];
    const findings = await refused(await operator.post('/api/v1/runs', { ...body, lines }));
    expect(findings.map(({ line, field, code }) => [line, field, code])).toEqual([
      [1, 'commodityCode', 'UNKNOWN_COMMODITY'],
      [2, 'unitCode', 'BAD_CONTAINER_NUMBER'],
      [3, 'position', 'WRONG_VALUE'],
      [4, 'unitKind', 'WRONG_VALUE'],
      [4, 'lotCode', 'WRONG_VALUE'],
      [5, 'line', 'WRONG_VALUE'],
    ]);
    const wrong = findings.filter(({ code }) => code === 'WRONG_VALUE');
    expect(wrong.map(({ zh, en }) => [zh, en])).toEqual([
      ['“0”不能用：不能小于 1。', '"0" cannot be used: Not below 1.'],
      [expect.stringMatching(/^“boat”不能用：应为 reefer、/), expect.stringMatching(/reefer, /)],
      ['“—”不能用：不能空。', '"—" cannot be used: It must not be empty.'],
      ['“null”不能用：应为一组字段。', '"null" cannot be used: It should be an object.'],
    ]);
    const check = await operator.post('/api/v1/plans/check', { ...body, lines });
    const told = planCheckSchema.parse(await check.json());
    expect(told.wouldBeTaken).toBe(false);
    expect(told.findings.filter(({ severity }) => severity === 'REFUSE')).toEqual(findings);
    expect(await sut.records.journeys.runByCode('demo', 'J-3')).toBeUndefined();
  });

  it('of the wrong shape beside its lines is no plan', async () => {
    const body = { runCode: '', serviceCode: 'TRAIN', departureAt: TOMORROW };
    const response = await operator.post('/api/v1/runs', { ...body, lines: [line(202)] });
    expect(response.status).toBe(400);
    expect(problemSchema.parse(await response.json()).errors?.[0]?.path).toBe('runCode');
  });

  it('is documented with its lines in full', async () => {
    const document = await (await operator.get('/api/openapi.json')).json();
    expect(document).toMatchObject({
      paths: {
        '/api/v1/runs': {
          post: {
            requestBody: {
              content: {
                'application/json': { schema: { $ref: '#/components/schemas/JourneyPlan' } },
              },
            },
          },
        },
      },
    });
  });
});

describe('a stepped train', () => {
  it('is imported with the stops of its boxes, and refused where it does not stop', async () => {
    const rows = (stop: string) =>
      [`${HEAD},挂车站`, ...csv(1, 'Z', 800).map((row) => `${row},${stop}`)].join('\n');
    const findings = await refused(await importCsv('STOPS-1', rows('CHENGDU')));
    expect(findings.map(({ code, line: at, field }) => [code, at, field])).toContainEqual([
      ...['NOT_ITS_STOPS', 2, 'joinPlaceCode'],
    ]);
    const { run } = await taken(await importCsv('STOPS-1', rows('KORLA')));
    const file = await operator.get(`/api/v1/runs/${run.id}/plan?format=csv`);
    expect((await file.text()).split('\n')[0]).toContain('joinPlaceCode,leavePlaceCode');
  });
});

describe('the overview', () => {
  it('hears of a planned run with its boxes to come, and of one that is over', async () => {
    const console = new LiveClient(sut.url, operator.cookie);
    await console.connected();
    await console.join({ room: 'overview' });
    const told = async (state: string) => {
      await sut.api.replaceBook(await readJourneyBook(sut.records, NOW));
      await sut.api.live.feed.beat();
      const change = await console.told('runs.changed', ({ runs }) =>
        runs.some((run) => run.code === 'LIVE-1' && run.state === state),
      );
      return runsChangedSchema.parse(change).runs;
    };
    const { run } = await taken(await importCsv('LIVE-1', [HEAD, ...csv(3, 'V', 700)].join('\n')));
    expect(await told('PLANNED')).toContainEqual(
      expect.objectContaining({ code: 'LIVE-1', unitCount: 0, plannedUnitCount: 3 }),
    );
    await operator.post(`/api/v1/runs/${run.id}/state`, { state: 'CANCELLED' });
    expect(await told('CANCELLED')).toContainEqual(
      expect.objectContaining({ code: 'LIVE-1', state: 'CANCELLED', plannedUnitCount: 0 }),
    );
    console.close();
  });
});

describe('a run', () => {
  it('is copied for another day when it is over, and goes step by step', async () => {
    const { run } = await taken(await importCsv('STEP-1', [HEAD, ...csv(50, 'S', 300)].join('\n')));
    const step = (state: string) => operator.post(`/api/v1/runs/${run.id}/state`, { state });
    expect((await step('CLOSED')).status).toBe(409);
    const copy = { runCode: 'STEP-2', departureAt: TOMORROW + 7 * DAY };
    const meanwhile = { runCode: 'STEP-2', departureAt: TOMORROW + HOUR };
    const findings = await refused(await operator.post(`/api/v1/runs/${run.id}/copy`, meanwhile));
    expect(findings.filter(({ code }) => code === 'UNIT_ELSEWHERE')).toHaveLength(50);
    for (const state of ['LOADING', 'IN_TRANSIT', 'ARRIVED', 'CLOSED']) {
      expect(runSchema.parse(await (await step(state)).json()).state).toBe(state);
    }
    // Closed before it was to load: nothing ever rode on it, so there is nothing to copy.
    const empty = await refused(await operator.post(`/api/v1/runs/${run.id}/copy`, copy));
    expect(empty.map(({ code }) => code)).toEqual(['NO_LINES']);
  });
});
