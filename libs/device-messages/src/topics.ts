/**
 * `cc/v1/{org}/{deviceId}/{kind}`. The realm `{org}` is where the device was provisioned and never
 * changes; device ids are unique over all realms.
 */
export const TOPIC_ROOT = 'cc/v1';

/** What a device publishes. */
export const UPLINK_KINDS = ['telemetry', 'event', 'status', 'ack'] as const;
export type UplinkKind = (typeof UPLINK_KINDS)[number];

/** What a device subscribes to. */
export const DOWNLINK_KINDS = ['config', 'cmd', 'time', 'error'] as const;
export type DownlinkKind = (typeof DOWNLINK_KINDS)[number];

export interface DeviceTopic<Kind extends string = UplinkKind | DownlinkKind> {
  readonly organisationId: string;
  readonly deviceId: string;
  readonly kind: Kind;
}

/** Device and organisation ids: 1…64 characters that mean nothing in a topic, a path or a query. */
export const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const kinds: ReadonlySet<string> = new Set([...UPLINK_KINDS, ...DOWNLINK_KINDS]);

/** The topic of one device. */
export function deviceTopic(
  organisationId: string,
  deviceId: string,
  kind: UplinkKind | DownlinkKind,
): string {
  return `${TOPIC_ROOT}/${organisationId}/${deviceId}/${kind}`;
}

/** Takes a topic (or filter) apart; undefined unless it names exactly one device and one kind. */
export function parseDeviceTopic(topic: string): DeviceTopic | undefined {
  const parts = topic.split('/');
  if (parts.length !== 5 || parts[0] !== 'cc' || parts[1] !== 'v1') return undefined;
  const [, , organisationId = '', deviceId = '', kind = ''] = parts;
  if (!ID_PATTERN.test(organisationId) || !ID_PATTERN.test(deviceId) || !kinds.has(kind)) {
    return undefined;
  }
  return { organisationId, deviceId, kind: kind as UplinkKind | DownlinkKind };
}

/** Whether a kind goes from the device to us. */
export function isUplink(topic: DeviceTopic): topic is DeviceTopic<UplinkKind> {
  return (UPLINK_KINDS as readonly string[]).includes(topic.kind);
}

/** Where a simulator tells a broker that runs on a simulated clock what time it is (design §6). */
export const SIMULATED_CLOCK_TOPIC = 'cc/v1/clock';
