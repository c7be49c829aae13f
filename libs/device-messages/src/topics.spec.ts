import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  DOWNLINK_KINDS,
  ID_PATTERN,
  UPLINK_KINDS,
  deviceTopic,
  isUplink,
  parseDeviceTopic,
} from './topics.ts';

const id = fc.stringMatching(ID_PATTERN);
const kind = fc.constantFrom(...UPLINK_KINDS, ...DOWNLINK_KINDS);

describe(parseDeviceTopic.name, () => {
  it('takes apart what was put together', () => {
    fc.assert(
      fc.property(id, id, kind, (organisationId, deviceId, kind) => {
        expect(parseDeviceTopic(deviceTopic(organisationId, deviceId, kind))).toEqual({
          organisationId,
          deviceId,
          kind,
        });
      }),
    );
  });

  it.each([
    'cc/v1/demo/+/telemetry',
    'cc/v1/demo/#',
    'cc/v1/demo/RFR-0001',
    'cc/v1/demo/RFR-0001/telemetry/more',
    'cc/v1//RFR-0001/telemetry',
    'cc/v1/demo/../telemetry',
    'cc/v2/demo/RFR-0001/telemetry',
    '/cc/v1/demo/RFR-0001/telemetry',
    'cc/v1/demo/RFR-0001/secrets',
    'cc/v1/demo/RFR 0001/telemetry',
    `cc/v1/demo/${'x'.repeat(65)}/telemetry`,
    '$SYS/broker/uptime',
    '',
  ])('does not take %s', (topic) => {
    expect(parseDeviceTopic(topic)).toBeUndefined();
  });
});

describe(isUplink.name, () => {
  it('tells what a device says from what it is told', () => {
    const topic = { organisationId: 'demo', deviceId: 'RFR-0001' };

    expect(UPLINK_KINDS.every((kind) => isUplink({ ...topic, kind }))).toBe(true);
    expect(DOWNLINK_KINDS.some((kind) => isUplink({ ...topic, kind }))).toBe(false);
  });
});
