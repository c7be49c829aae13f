import type { Room } from '@lenglian/console-contract';

/** socket.io's name of a room; an organisation's rooms are its own. Units and runs have unique ids. */
export function roomName(room: Room, organisationId: string): string {
  switch (room.room) {
    case 'overview':
      return overviewRoom(organisationId);
    case 'alerts':
      return alertsRoom(organisationId);
    case 'incidents':
      return incidentsRoom(organisationId);
    case 'run':
      return runRoom(room.runId);
    case 'unit':
      return unitRoom(room.unitId);
  }
}

/** The same for guests of a run, by organisation: they are told less than its owner. */
export function guestRoomName(room: Room, organisationId: string): string | undefined {
  if (room.room !== 'run' && room.room !== 'unit') return undefined;
  return `${roomName(room, organisationId)}${GUEST}${organisationId}`;
}

/** Stands in no id of ours. */
const GUEST = '@';
const OVERVIEW = 'overview:';
const RUN = 'run:';
const UNIT = 'unit:';

export const overviewRoom = (organisationId: string): string => `${OVERVIEW}${organisationId}`;
export const alertsRoom = (organisationId: string): string => `alerts:${organisationId}`;
export const incidentsRoom = (organisationId: string): string => `incidents:${organisationId}`;
export const runRoom = (runId: string): string => `${RUN}${runId}`;
export const unitRoom = (unitId: string): string => `${UNIT}${unitId}`;

/** What a room that has listeners needs with each beat. */
export type WatchedRoom =
  | { readonly kind: 'overview'; readonly organisationId: string }
  | { readonly kind: 'run'; readonly runId: string; readonly guestId?: string }
  | { readonly kind: 'unit'; readonly unitId: string; readonly guestId?: string };

/** Reads a room's name; undefined for rooms that get no beats (alerts, a socket's own). */
export function readRoomName(name: string): WatchedRoom | undefined {
  if (name.startsWith(OVERVIEW)) {
    return { kind: 'overview', organisationId: name.slice(OVERVIEW.length) };
  }
  if (name.startsWith(RUN)) {
    const { id, ...guest } = readIds(name.slice(RUN.length));
    return { kind: 'run', runId: id, ...guest };
  }
  if (name.startsWith(UNIT)) {
    const { id, ...guest } = readIds(name.slice(UNIT.length));
    return { kind: 'unit', unitId: id, ...guest };
  }
  return undefined;
}

function readIds(ids: string): { id: string; guestId?: string } {
  const at = ids.indexOf(GUEST);
  return at < 0 ? { id: ids } : { id: ids.slice(0, at), guestId: ids.slice(at + 1) };
}
