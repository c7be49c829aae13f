import type { Connection } from './connection.ts';
import type { DeviceList } from './device-list.ts';
import type { DeviceIdentity } from './identity.ts';
import type { MqttDoor } from './mqtt-door.ts';

/** Holds those who are in to what the device list says now. */
export function reconsiderSessions(
  door: MqttDoor,
  devices: DeviceList,
  changed: readonly string[] | undefined,
): void {
  const isChanged = changed && new Set(changed);
  for (const connection of door.connections) {
    const { identity } = connection;
    if (identity?.kind !== 'device') continue;
    connection.forgetRights();
    const concerned = [identity.deviceId, ...(identity.publishesFor ?? [])];
    if (isChanged === undefined || concerned.some((id) => isChanged.has(id))) {
      reconsider(connection, identity, devices);
    }
  }
}

function reconsider(connection: Connection, held: DeviceIdentity, devices: DeviceList): void {
  const now = devices.find(held.deviceId);
  if (now === undefined || now.isRevoked) {
    connection.close('REVOKED');
  } else if (!now.tokenSha256.equals(held.tokenSha256)) {
    connection.close('TOKEN_ROTATED');
  } else if (now.organisationId !== held.organisationId || hasLost(held, now, devices)) {
    // What it subscribed to is not known here: it comes back and asks again.
    connection.close('RIGHTS_CHANGED');
  } else {
    connection.identity = now;
  }
}

function hasLost(held: DeviceIdentity, now: DeviceIdentity, devices: DeviceList): boolean {
  for (const deviceId of held.publishesFor ?? []) {
    if (now.publishesFor?.has(deviceId) !== true) return true;
    if (devices.find(deviceId)?.isRevoked === true) return true;
  }
  return false;
}

/** Closes who has been silent for longer than its keepalive allows. */
export function closeSilent(door: MqttDoor, now: number): void {
  for (const connection of door.connections) {
    if (connection.isSilent(now)) connection.close('KEEPALIVE');
  }
}
