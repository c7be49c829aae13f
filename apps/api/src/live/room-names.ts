import type { Room } from '@lenglian/console-contract';

/** socket.io's name of a room; an organisation's rooms are its own. Units and runs have unique ids. */
export function roomName(room: Room, organisationId: string): string {
  switch (room.room) {
    case 'overview':
      return overviewRoom(organisationId);
    case 'alerts':
      return alertsRoom(organisationId);
    case 'run':
      return runRoom(room.runId);
    case 'unit':
      return unitRoom(room.unitId);
  }
}

const OVERVIEW = 'overview:';
const RUN = 'run:';
const UNIT = 'unit:';

export const overviewRoom = (organisationId: string): string => `${OVERVIEW}${organisationId}`;
export const alertsRoom = (organisationId: string): string => `alerts:${organisationId}`;
export const runRoom = (runId: string): string => `${RUN}${runId}`;
export const unitRoom = (unitId: string): string => `${UNIT}${unitId}`;

/** What a room that has listeners needs with each beat. */
export type WatchedRoom =
  | { readonly kind: 'overview'; readonly organisationId: string }
  | { readonly kind: 'run'; readonly runId: string }
  | { readonly kind: 'unit'; readonly unitId: string };

/** Reads a room's name; undefined for rooms that get no beats (alerts, a socket's own). */
export function readRoomName(name: string): WatchedRoom | undefined {
  if (name.startsWith(OVERVIEW)) {
    return { kind: 'overview', organisationId: name.slice(OVERVIEW.length) };
  }
  if (name.startsWith(RUN)) return { kind: 'run', runId: name.slice(RUN.length) };
  if (name.startsWith(UNIT)) return { kind: 'unit', unitId: name.slice(UNIT.length) };
  return undefined;
}
