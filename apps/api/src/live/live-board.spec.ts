import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import { addTestJourneys, openTestRecords } from '@lenglian/records/testing';
import { readJourneyBook } from './journey-book.ts';
import { LiveBoard } from './live-board.ts';

/** A board over one unit whose device RFR-1 was bound to it a day ago. */
async function openBoard() {
  const test = await openTestRecords();
  const now = test.clock.now();
  const { unitIds } = await addTestJourneys(test.records, now, 1);
  const board = new LiveBoard(await readJourneyBook(test.records, now));
  await test.dispose();
  return { board, now, unitId: unitIds.get('UNIT-1') ?? '' };
}

describe(LiveBoard.name, () => {
  it('keeps the last reading of a device that is heard of by its presence only', async () => {
    const { board, now, unitId } = await openBoard();
    const reading = aReading({ deviceId: 'RFR-1', measuredAt: now, receivedAt: now });
    const lastReceivedAt = now;
    board.applyDevices([{ deviceId: 'RFR-1', reading, lastReceivedAt, isConnected: null }]);
    board.applyDevices([
      { deviceId: 'RFR-1', reading: null, lastReceivedAt: null, isConnected: true },
    ]);
    expect(board.deviceState('RFR-1')).toEqual({
      deviceId: 'RFR-1',
      ...{ reading, lastReceivedAt, isConnected: true },
    });
    expect(board.readingsOfUnit(unitId)).toEqual([reading]);
    expect(board.condition(unitId)).toBe('OK');
  });

  it('takes a newer reading in place of the one it kept', async () => {
    const { board, now, unitId } = await openBoard();
    const hear = (at: number) => {
      const reading = aReading({ deviceId: 'RFR-1', measuredAt: at, receivedAt: at });
      const update = { deviceId: 'RFR-1', reading, lastReceivedAt: at, isConnected: true };
      board.applyDevices([update]);
      return reading;
    };
    hear(now);
    const newer = hear(now + 1);
    expect(board.readingsOfUnit(unitId)).toEqual([newer]);
    expect(board.deviceState('RFR-1')?.lastReceivedAt).toBe(now + 1);
  });

  it('knows that goods have left as the records do, also before it is told the time', async () => {
    const { board, now, unitId } = await openBoard();
    const [held] = board.book.lots.values();
    if (held === undefined) throw new RangeError('a lot lies in the unit');
    Array.from(board.tick(now));
    const until = now + MINUTE;
    expect(board.phase({ ...held, unitId, placedUntil: until })).not.toBe('CLOSED');
    expect(board.phase({ ...held, unitId: null, placedUntil: until })).toBe('CLOSED');
    const planned = { ...held, unitId: null, placedFrom: now + MINUTE, placedUntil: now + HOUR };
    expect(board.phase(planned)).not.toBe('CLOSED');
  });

  it('knows the coverage hole that a silent unit is in, and when it should be out of it', async () => {
    const { board, now, unitId } = await openBoard();
    const hole = { nameZh: '隧道', nameEn: 'Tunnel', from: now - MINUTE, until: now + 15 * MINUTE };
    board.replaceBook({ ...board.book, holesByUnit: new Map([[unitId, [hole]]]) });
    const update = { deviceId: 'RFR-1', reading: null, lastReceivedAt: now, isConnected: true };
    board.applyDevices([update]);
    expect(board.expectedHole(unitId)).toBeNull();
    Array.from(board.tick(now + HOUR));
    const name = { nameZh: '隧道', nameEn: 'Tunnel' };
    // It is 16 minutes long, and was gone into before the next report, five minutes later.
    expect(board.expectedHole(unitId)).toEqual({ ...name, until: now + 21 * MINUTE });
    board.replaceBook({ ...board.book, holesByUnit: new Map() });
    expect(board.expectedHole(unitId)).toBeNull();
  });
});
