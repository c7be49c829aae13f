import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  listOf,
  lotLinkSchema,
  madeLotLinkSchema,
  problemSchema,
  sharedLotSchema,
  temperatureCertificateSchema,
  type MadeLotLinkView,
} from '@lenglian/console-contract';
import { HistoryUnavailableError } from '@lenglian/history';
import { DAY, HOUR, MINUTE } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import { ROLES, mayDo } from '@lenglian/rights';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { aVerdict } from '../testing/verdicts.ts';

let sut: ApiUnderTest;
let operator: Visitor;
let lotId: string;
/** Every line that the api logged, as text. */
let logged: string[];
/** Somebody who has nothing but the link. */
const consignee = () => new Visitor(sut.url);

beforeEach(async () => {
  logged = [];
  const line = (...said: unknown[]) => void logged.push(inspect(said, { depth: 9 }));
  sut = await runApi({ log: { debug: line, info: line, warn: line, error: line } });
  operator = await Visitor.as('operator', sut.url);
  lotId = sut.ids.lotIds[0] ?? '';
});
afterEach(() => sut.close());

const links = () => `/api/v1/lots/${lotId}/links`;
const make = async (body: object = {}): Promise<MadeLotLinkView> => {
  const response = await operator.post(links(), { validUntil: NOW + DAY, ...body });
  return madeLotLinkSchema.parse(await response.json());
};
const tokenOf = ({ path }: MadeLotLinkView) => path.replace('/c/', '');
const open = (token: string) => consignee().get(`/api/v1/shared-lots/${token}`);
const seen = async (link: MadeLotLinkView) =>
  sharedLotSchema.parse(await (await open(tokenOf(link))).json());

/** The device in the box of the lot says something, now. */
function measure(probe: number, minutesAgo = 1): void {
  const measuredAt = NOW - minutesAgo * MINUTE;
  const measured = { cargoProbe1TemperatureCelsius: probe, latitudeDegrees: 41.76 };
  const reading = aReading({ deviceId: 'REEFER-1', measuredAt, measured });
  sut.history.readings.push(reading);
  sut.judge.hear({
    ...{ deviceId: 'REEFER-1', isConnected: true, reading },
    ...{ lastReceivedAt: measuredAt },
  });
}

describe('whoever has the link of a lot', () => {
  it('sees how its goods stand and where they are, without an account', async () => {
    for (const [minutesAgo, probe] of [
      [60, 0.5],
      [30, 1],
      [1, 1.5],
    ] as const)
      measure(probe, minutesAgo);
    const lot = await seen(await make());
    expect(lot).toMatchObject({
      ...{ lotCode: 'LOT-1', commodityNameEn: 'Fragrant pear', quantityKilograms: 20_000 },
      ...{
        bandLowCelsius: -1,
        bandHighCelsius: 2,
        isDemo: false,
        validUntil: NOW + DAY,
        asOf: NOW,
      },
      product: { state: 'WITHIN', lowCelsius: 1.5, highCelsius: 1.5, measuredAt: NOW - MINUTE },
    });
    const destination = {
      nameZh: 'CHENGDU',
      nameEn: 'CHENGDU',
      plannedAt: NOW + 96 * HOUR,
      expectedAt: NOW + 96 * HOUR,
    };
    const lastStop = {
      nameZh: 'KORLA',
      nameEn: 'KORLA',
      plannedAt: NOW - 6 * HOUR,
      expectedAt: null,
    };
    expect(lot.run).toEqual({
      ...{ nameZh: '香梨号 1', nameEn: 'Xiangli 1', state: 'IN_TRANSIT' },
      ...{ lastStop, nextStop: destination, destination },
    });
    // By the quarter of an hour.
    expect(lot.chart).toEqual({
      ...{ from: NOW - DAY, to: NOW, times: [60, 30, 15].map((ago) => NOW - ago * MINUTE) },
      ...{ lowCelsius: [0.5, 1, 1.5], highCelsius: [0.5, 1, 1.5] },
    });
  });

  it.each([
    [2.5, 'TOO_WARM'],
    [-1.5, 'TOO_COLD'],
  ] as const)('at %d °C is told that the goods are %s', async (probe, state) => {
    measure(probe);
    expect((await seen(await make())).product.state).toBe(state);
  });

  it('sees how much of their life the goods have left, and on what that stands', async () => {
    for (let ago = 60; ago >= 1; ago--) measure(1, ago);
    expect((await seen(await make())).freshness).toMatchObject({
      ...{ basis: 'FRESH_AT_LOADING', measuredBy: 'PRODUCT', asOf: NOW },
    });
  });

  it('prints a certificate that tells nobody, and not who answered for the goods', async () => {
    for (let ago = 60; ago >= 1; ago--) measure(1, ago);
    const token = tokenOf(await make({ label: '长沙红星 内部' }));
    const response = await consignee().get(`/api/v1/shared-lots/${token}/certificate`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await response.text();
    expect(temperatureCertificateSchema.parse(JSON.parse(text))).toMatchObject({
      ...{ lotCode: 'LOT-1', measuredBy: 'PRODUCT', custody: null },
      ...{
        units: [{ unitCode: 'UNIT-1' }],
        devices: [{ deviceId: 'REEFER-1', calibration: null }],
      },
    });
    const { runId, unitIds, lotIds } = sut.ids;
    const secrets = [runId, ...unitIds, ...lotIds, 'LOT-2', '内部', 'operator', '先生', '41.76'];
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    expect(logged.join('\n')).not.toContain(token);
    const forged = await consignee().get(`/api/v1/shared-lots/${'A'.repeat(72)}/certificate`);
    expect(forged.status).toBe(404);
  });

  it('is told nothing that nobody knows, or that nobody outside may', async () => {
    measure(1, 45);
    await sut.judge.decide(aVerdict(sut, { sequence: 1 }));
    const link = await make({ label: '长沙红星 内部' });
    const text = await (await open(tokenOf(link))).text();
    expect(sharedLotSchema.parse(JSON.parse(text)).product.state).toBe('NOT_KNOWN');
    const { runId, unitIds, lotIds, deviceIds } = sut.ids;
    const secrets = [runId, ...unitIds, ...lotIds, ...deviceIds, link.id, link.createdBy];
    secrets.push('LOT-2', 'UNIT-1', 'XLH-1', 'XIANGLI', 'BAND_HI', '内部', 'demo', 'operator');
    secrets.push('先生', '41.76', 'latitude');
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('still sees the rest while the history does not answer', async () => {
    const isDown = () => Promise.reject(new HistoryUnavailableError('down'));
    Object.assign(sut.history, { window: isDown, rollUps: isDown });
    const lot = await seen(await make());
    expect(lot).toMatchObject({ lotCode: 'LOT-1', chart: null, freshness: null });
  });

  it('is answered so that neither the page nor the address is kept or passed on', async () => {
    const response = await open(tokenOf(await make()));
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-robots-tag')).toBe('noindex');
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('is told the same, whether it never was one, is over or was revoked', async () => {
    const [over, revoked, stands] = [
      await make({ validUntil: NOW + HOUR }),
      await make(),
      await make(),
    ];
    expect((await operator.post(`${links()}/${revoked.id}/revoke`)).status).toBe(200);
    sut.clock.advanceTo(NOW + HOUR);
    const forged = tokenOf(stands).slice(0, -1) + (stands.path.endsWith('A') ? 'B' : 'A');
    const tokens = [tokenOf(over), tokenOf(revoked), forged, 'nothing', 'A'.repeat(72)];
    const answers = await Promise.all(
      tokens.map(async (token) => {
        const response = await open(token);
        const headers = ['cache-control', 'referrer-policy', 'content-type'];
        return [
          response.status,
          await response.text(),
          headers.map((name) => response.headers.get(name)),
        ];
      }),
    );
    expect(problemSchema.parse(JSON.parse(String(answers[0]?.[1])))).toMatchObject({
      ...{ status: 404, code: 'NOT_FOUND' },
    });
    expect(answers[0]?.[2]).toEqual(['no-store', 'no-referrer', expect.anything()]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await open(tokenOf(stands))).status).toBe(200);
  });
});

describe('the links of a lot', () => {
  it('are made, seen and revoked by those who have the right', async () => {
    const { id } = await make();
    for (const role of ROLES) {
      const visitor = await Visitor.as(role, sut.url);
      const made = await visitor.post(links(), { validUntil: NOW + HOUR });
      const statuses = [
        made,
        await visitor.get(links()),
        await visitor.post(`${links()}/${id}/revoke`),
      ];
      const expected = mayDo(role, 'lots.share') ? 200 : 403;
      expect({ role, statuses: statuses.map(({ status }) => status) }).toEqual({
        ...{ role, statuses: [expected, expected, expected] },
      });
    }
  });

  it('are told without their token ever after, which is in no log and no audit', async () => {
    const made = await make({ label: '长沙红星' });
    const token = tokenOf(made);
    expect(token).toMatch(/^[\w-]{72}$/);
    await open(token);
    await consignee().get(`/API/v1/Shared-Lots/${token}`);
    await consignee().get(`/api/v1/nowhere/${token}`);
    const listed = await (await operator.get(links())).text();
    expect(listOf(lotLinkSchema).parse(JSON.parse(listed)).items).toEqual([
      lotLinkSchema.parse(made),
    ]);
    const audit = JSON.stringify(await sut.records.audit.list({ limit: 500 }));
    expect(audit).toContain('lotLink.add');
    expect(logged.join('\n')).toContain('/api/v1/shared-lots/***');
    for (const secret of [token, token.slice(0, 40), token.slice(-40)])
      for (const text of [listed, audit, logged.join('\n')]) expect(text).not.toContain(secret);
  });

  it('are of their lot: by another one they cannot be revoked', async () => {
    const { id } = await make();
    const other = `/api/v1/lots/${sut.ids.lotIds[1]}/links`;
    expect((await operator.post(`${other}/${id}/revoke`)).status).toBe(404);
    expect(listOf(lotLinkSchema).parse(await (await operator.get(other)).json()).items).toEqual([]);
  });

  it('end within 90 days', async () => {
    for (const validUntil of [NOW, NOW + 91 * DAY]) {
      const response = await operator.post(links(), { validUntil });
      expect((await response.json()) as object).toMatchObject({ code: 'INVALID_REQUEST' });
    }
  });
});
