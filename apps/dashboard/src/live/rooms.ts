import type { Room } from '@lenglian/console-contract';

/** One string a room, to count who watches it. */
export function roomKey(room: Room): string {
  switch (room.room) {
    case 'run':
      return `run:${room.runId}`;
    case 'unit':
      return `unit:${room.unitId}`;
    case 'overview':
    case 'alerts':
    case 'incidents':
      return room.room;
  }
}
