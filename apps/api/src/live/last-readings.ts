import { setImmediate as breathe } from 'node:timers/promises';
import { MINUTE, type Instant } from '@lenglian/quantities';
import type { ReadingHistory } from '@lenglian/history';
import type { Reading } from '@lenglian/readings';
import type { LiveBoard } from './live-board.ts';

/** How far back the last reading is searched: a wider step each time nothing was found. */
const STEPS = [5 * MINUTE, 60 * MINUTE, 24 * 60 * MINUTE];
const WINDOW_LIMIT = 5_000;

/**
 * Fills the board with the last reading of each bound device, from the history: what the judge heard
 * before a restart is told again only with the device's next message, and until then a screen would
 * be blank. A device that speaks meanwhile is left alone. Runs beside everything else.
 *
 * @param shouldStop asked between devices
 */
export async function fillLastReadings(
  board: LiveBoard,
  history: ReadingHistory,
  now: Instant,
  shouldStop: () => boolean,
): Promise<void> {
  for (const deviceId of board.book.unitByDevice.keys()) {
    if (shouldStop()) return;
    if (board.deviceState(deviceId)?.reading) continue;
    const reading = await lastReading(history, deviceId, now);
    const state = board.deviceState(deviceId);
    if (!reading || state?.reading) continue;
    board.applyDevices([
      {
        deviceId,
        reading,
        lastReceivedAt: state?.lastReceivedAt ?? reading.receivedAt,
        isConnected: state?.isConnected ?? null,
      },
    ]);
    await breathe();
  }
}

async function lastReading(
  history: ReadingHistory,
  deviceId: string,
  now: Instant,
): Promise<Reading | undefined> {
  for (const step of STEPS) {
    const window = { deviceId, from: now - step, to: now + MINUTE };
    const readings = await history.window(window, WINDOW_LIMIT);
    if (readings.length > 0) return readings.at(-1);
  }
  return undefined;
}
