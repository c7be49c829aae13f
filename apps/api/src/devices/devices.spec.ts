import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addedDeviceSchema,
  deviceSchema,
  listOf,
  quarantineEntrySchema,
} from '@lenglian/console-contract';
import {
  FOREIGN_ORGANISATION,
  NOW,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';

let sut: ApiUnderTest;
beforeAll(async () => {
  sut = await runApi();
});
afterAll(() => sut.close());

describe('devices', () => {
  it('are listed page by page', async () => {
    const viewer = await Visitor.as('viewer', sut.url);
    const list = listOf(deviceSchema);
    const first = list.parse(await (await viewer.get('/api/v1/devices?limit=2')).json());
    expect(first.items.map(({ id }) => id)).toEqual(['REEFER-1', 'REEFER-2']);
    const rest = list.parse(
      await (await viewer.get(`/api/v1/devices?limit=2&cursor=${first.nextCursor}`)).json(),
    );
    expect(rest.items).toMatchObject([{ id: 'REEFER-3', unitCode: 'UNIT-3' }]);
    expect(rest.nextCursor).toBeNull();
  });

  it('are told of a new configuration, which has a new version', async () => {
    const admin = await Visitor.as('admin', sut.url);
    const before = deviceSchema.parse(await (await admin.get('/api/v1/devices/REEFER-1')).json());
    const response = await admin.send('PATCH', '/api/v1/devices/REEFER-1', {
      reportingIntervalSeconds: 300,
    });
    const after = deviceSchema.parse(await response.json());
    expect(after.reportingIntervalSeconds).toBe(300);
    expect(after.configVersion).toBeGreaterThan(before.configVersion);
    expect(sut.configuredDevices).toEqual(['REEFER-1']);
  });

  it('are added as gateways too, for those of the own organisation', async () => {
    const admin = await Visitor.as('admin', sut.url);
    const add = (publishesFor: string[]) =>
      admin.post('/api/v1/devices', { id: 'GATE-1', kind: 'reefer', publishesFor });
    const them = await Visitor.as('admin', sut.url, FOREIGN_ORGANISATION);
    await them.post('/api/v1/devices', { id: 'THEIRS-1', kind: 'reefer' });
    expect((await add(['REEFER-1', 'THEIRS-1'])).status).toBe(404);
    expect((await add([])).status).toBe(400);
    const { device } = addedDeviceSchema.parse(await (await add(['REEFER-1'])).json());
    expect(device).toMatchObject({ id: 'GATE-1', publishesFor: ['REEFER-1'] });
  });

  it('cannot be made to report faster than the protocol allows', async () => {
    const admin = await Visitor.as('admin', sut.url);
    const response = await admin.send('PATCH', '/api/v1/devices/REEFER-1', {
      reportingIntervalSeconds: 1,
    });
    expect(response.status).toBe(400);
  });
});

describe('quarantine', () => {
  it('shows text as text and other bytes as base64, and lets quality try again', async () => {
    const common = {
      receivedAt: NOW,
      organisationId: 'demo',
      deviceId: 'REEFER-1',
      kind: 'TELEMETRY',
      reason: 'NOT_JSON',
      detail: 'no',
      replayedAt: null,
    };
    sut.judge.quarantineNow({ ...common, id: 'q1', payload: Buffer.from('{"温度"') });
    sut.judge.quarantineNow({ ...common, id: 'q2', payload: Uint8Array.of(0xff, 0xfe) });
    const quality = await Visitor.as('quality', sut.url);
    const response = await quality.get('/api/v1/quarantine');
    const { items } = listOf(quarantineEntrySchema).parse(await response.json());
    expect(items).toMatchObject([
      { payload: '{"温度"', encoding: 'utf8', topic: 'cc/v1/demo/REEFER-1/telemetry' },
      { payload: '//4=', encoding: 'base64' },
    ]);
    const replay = await quality.post('/api/v1/quarantine/q1/replay');
    expect(await replay.json()).toEqual({ wasTakenIn: true });
    const user = await sut.records.users.findByUsername('quality');
    const { items: lines } = await sut.records.audit.list({ limit: 9, entity: 'quarantine' });
    expect(lines).toEqual([
      expect.objectContaining({
        ...{ action: 'quarantine.replay', actor: user?.id, entityId: 'q1' },
        after: { deviceId: 'REEFER-1', reason: 'NOT_JSON' },
      }),
    ]);
  });
});
