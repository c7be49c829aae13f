import {
  SIMULATED_CLOCK_TOPIC,
  isUplink,
  parseDeviceTopic,
  type DeviceTopic,
  type UplinkKind,
} from '@lenglian/device-messages';
import type { EntryKind } from '@lenglian/journal';
import type { DeviceIdentity, Identity } from './identity.ts';

/** What a publish to a topic means, for one who may do it. */
export type PublishRight =
  | {
      readonly kind: 'journal';
      readonly entryKind: EntryKind;
      readonly organisationId: string;
      readonly deviceId: string;
    }
  | { readonly kind: 'forward' }
  | { readonly kind: 'clock' };

/** What rights depend on besides the identity. */
export interface RightsContext {
  readonly isClockSimulated: boolean;
  findDevice(deviceId: string): DeviceIdentity | undefined;
}

const ENTRY_KIND_OF: Record<UplinkKind, EntryKind> = {
  telemetry: 'TELEMETRY',
  event: 'EVENT',
  status: 'STATUS',
  ack: 'ACK',
};

const FORWARD: PublishRight = { kind: 'forward' };
const CLOCK: PublishRight = { kind: 'clock' };

/**
 * Devices publish uplink topics of their own (a gateway: of those it is listed for); the service
 * publishes downlink topics of any device. Everything else, `$SYS/` included, is refused.
 */
export function publishRight(
  identity: Identity,
  topicName: string,
  context: RightsContext,
): PublishRight | undefined {
  if (topicName === SIMULATED_CLOCK_TOPIC) {
    return context.isClockSimulated && identity.kind === 'device' ? CLOCK : undefined;
  }
  const topic = parseDeviceTopic(topicName);
  if (topic === undefined) return undefined;
  if (identity.kind === 'service') return isUplink(topic) ? undefined : FORWARD;
  if (!isUplink(topic) || !speaksFor(identity, topic, context)) return undefined;
  return {
    kind: 'journal',
    entryKind: ENTRY_KIND_OF[topic.kind],
    organisationId: topic.organisationId,
    deviceId: topic.deviceId,
  };
}

/** Devices subscribe, without wildcards, to downlink topics of those they speak for. */
export function maySubscribe(identity: Identity, filter: string, context: RightsContext): boolean {
  if (identity.kind === 'service') return false;
  const topic = parseDeviceTopic(filter);
  return topic !== undefined && !isUplink(topic) && speaksFor(identity, topic, context);
}

function speaksFor(identity: DeviceIdentity, topic: DeviceTopic, context: RightsContext): boolean {
  if (topic.deviceId === identity.deviceId) {
    return topic.organisationId === identity.organisationId;
  }
  if (identity.publishesFor?.has(topic.deviceId) !== true) return false;
  const device = context.findDevice(topic.deviceId);
  return device?.organisationId === topic.organisationId && !device.isRevoked;
}
