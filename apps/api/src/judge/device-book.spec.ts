import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { AN_INSTANT, aReading } from '@lenglian/readings/testing';
import { DeviceBook } from './device-book.ts';

const earlier = aReading({ measured: { returnTemperatureCelsius: 1 } });
const later = aReading({
  measuredAt: AN_INSTANT + MINUTE,
  measured: { cargoProbe1TemperatureCelsius: 2 },
});

describe(DeviceBook.name, () => {
  it('tells the newest reading by event time, whatever came last', () => {
    const book = new DeviceBook([], 0);
    book.hear(later);
    book.hear(earlier);

    const [update, ...others] = book.takeChanges(10);
    expect(update?.reading).toEqual(later);
    expect(others).toEqual([]);
    expect(book.takeChanges(10)).toEqual([]);
  });

  it('never writes over a reading that it was given or has told', () => {
    const book = new DeviceBook([], 0);
    const given = structuredClone(earlier);
    book.hear(given);
    const [told] = book.takeChanges(10);
    book.hear(later);

    expect(given).toEqual(earlier);
    expect(told?.reading).toEqual(earlier);
    expect(book.takeChanges(10)[0]?.reading).toEqual(later);
  });

  it('tells of at most so many devices at once, each once, the first to change first', () => {
    const book = new DeviceBook([], 0);
    const devices = ['a', 'b', 'c'];
    for (const deviceId of [...devices, 'a']) book.hear(aReading({ deviceId }));
    const told = () => book.takeChanges(2).map(({ deviceId }) => deviceId);

    expect(book.changedCount).toBe(3);
    expect([told(), told(), told()]).toEqual([['a', 'b'], ['c'], []]);
    expect(book.changedCount).toBe(0);
  });
});
