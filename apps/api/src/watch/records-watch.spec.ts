import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import type { JourneyBook } from '../live/journey-book.ts';
import { NOW, SILENT_LOG, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { RecordsWatch } from './records-watch.ts';

let api: ApiUnderTest;
let sut: RecordsWatch;
const books: JourneyBook[] = [];
let looks = 0;

beforeAll(async () => {
  api = await runApi();
  sut = new RecordsWatch({
    ...{ records: api.records, clock: api.clock, log: SILENT_LOG },
    book: api.api.live.board.book,
    onBook: (book) => Promise.resolve(void books.push(book)),
    onLook: () => Promise.resolve(void looks++),
  });
  await sut.look();
});
afterAll(() => api.close());

describe(RecordsWatch.name, () => {
  it('is quiet while nothing changes', () => {
    expect(books).toEqual([]);
    expect(looks).toBe(1);
  });

  it('notices that a device moved, and that it is to move later', async () => {
    const [first, second] = api.ids.unitIds as [string, string];
    await api.records.devices.bind({ id: 'shell' }, 'REEFER-1', second, NOW + HOUR);
    await sut.look();
    expect(books).toHaveLength(1);
    expect(books[0]?.unitByDevice.get('REEFER-1')).toBe(first);

    api.clock.advanceTo(NOW + HOUR + MINUTE);
    await sut.look();
    expect(books).toHaveLength(2);
    expect(books[1]?.unitByDevice.get('REEFER-1')).toBe(second);
  });

  it('notices a new configuration, once', async () => {
    await api.records.devices.configure({ id: 'shell' }, 'REEFER-2', {
      reportingIntervalSeconds: 600,
    });
    await sut.look();
    await sut.look();
    expect(books).toHaveLength(3);
    expect(books[2]?.devices.get('REEFER-2')?.reportingIntervalSeconds).toBe(600);
  });
});
