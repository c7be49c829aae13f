import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { minutesOf, type BreachSpan } from '../lineage/exposure.ts';
import { A_MOMENT, aCustodyEvent } from '../testing.ts';
import { attribute, custodyOf, inheritedCustody, type CustodyEvent } from './custody.ts';

const at = (hours: number) => A_MOMENT + hours * HOUR;
const toShop = aCustodyEvent({
  ...{ handOverId: 'ho-2', handedOverAt: at(5), fromName: '铁路', toName: '商店' },
});

const anyEvents: fc.Arbitrary<CustodyEvent[]> = fc.array(
  fc.record({
    handOverId: fc.uuid(),
    handedOverAt: fc.integer({ min: -20, max: 20 }).map(at),
    fromName: fc.constantFrom('甲', '乙', '丙'),
    toName: fc.constantFrom('甲', '乙', '丙'),
    state: fc.constantFrom('PROPOSED', 'CONFIRMED', 'DISPUTED', 'SUPERSEDED'),
    result: fc.constantFrom('ACCEPTED', 'ACCEPTED_WITH_RESERVATION', 'REJECTED'),
  }),
  { maxLength: 6 },
);

describe(custodyOf.name, () => {
  it('goes from hand to hand, in the order of the events', () => {
    expect(custodyOf([toShop, aCustodyEvent()])).toMatchObject([
      { custodianName: '果园', from: null, until: at(0), handOverId: null },
      { custodianName: '铁路', from: at(0), until: at(5), handOverId: 'ho-1' },
      { custodianName: '商店', from: at(5), until: null, handOverId: 'ho-2' },
    ]);
  });

  it('leaves rejected goods with whoever brought them, and does not count a replaced record', () => {
    const names = (events: readonly CustodyEvent[]) =>
      custodyOf(events).map(({ custodianName }) => custodianName);
    expect(names([aCustodyEvent(), { ...toShop, result: 'REJECTED' }])).toEqual(['果园', '铁路']);
    expect(names([aCustodyEvent(), { ...toShop, state: 'SUPERSEDED' }])).toEqual(['果园', '铁路']);
  });

  it('counts a disputed hand-over, and says so', () => {
    const spans = custodyOf([aCustodyEvent(), { ...toShop, state: 'DISPUTED' }]);
    expect(spans.at(-1)).toMatchObject({ custodianName: '商店', state: 'DISPUTED' });
  });

  it('knows nobody where nothing is on record', () => {
    expect(custodyOf([])).toMatchObject([{ custodianName: null, from: null, until: null }]);
  });

  it('covers all time, each moment once', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const spans = custodyOf(events);
        expect([spans[0]?.from, spans.at(-1)?.until]).toEqual([null, null]);
        for (const [index, { until }] of spans.slice(0, -1).entries())
          expect(spans[index + 1]?.from).toBe(until);
      }),
    );
  });
});

describe(inheritedCustody.name, () => {
  const own = (more: Partial<CustodyEvent>) => [aCustodyEvent(more)];

  it('is all that one other lot had behind it', () => {
    expect(inheritedCustody([[aCustodyEvent(), toShop]])).toEqual([aCustodyEvent(), toShop]);
    expect(inheritedCustody([])).toEqual([]);
  });

  it('is with whoever had all of several, since the last of them came', () => {
    const first = own({ fromName: '一牧场', toName: '奶车' });
    const second = own({ handOverId: 'ho-2', handedOverAt: at(2), toName: '奶车' });
    const rejected = aCustodyEvent({ handedOverAt: at(3), toName: '奶厂', result: 'REJECTED' });
    expect(inheritedCustody([first, [...second, rejected]])).toEqual(second);
  });

  it('is with nobody where different parties had them, or nobody is on record for one', () => {
    expect(inheritedCustody([[aCustodyEvent()], [toShop]])).toEqual([]);
    expect(inheritedCustody([[aCustodyEvent()], []])).toEqual([]);
  });
});

describe(attribute.name, () => {
  it('gives each custodian the minutes of their own time, and loses none', () => {
    const anyBreach: fc.Arbitrary<BreachSpan> = fc
      .record({
        start: fc.integer({ min: -600, max: 600 }),
        length: fc.integer({ min: 1, max: 900 }),
      })
      .map(({ start, length }) => ({
        ...{ rule: 'BAND_HI', startedAt: A_MOMENT + start * MINUTE },
        endedAt: A_MOMENT + (start + length) * MINUTE,
      }));
    fc.assert(
      fc.property(anyEvents, anyBreach, (events, breach) => {
        const during = { from: at(-5), until: at(9) };
        const parts = attribute([breach], custodyOf(events), during);
        const sum = parts.reduce((all, { minutes }) => all + (minutes['BAND_HI'] ?? 0), 0);
        const whole = minutesOf([breach], during.from, during.until)['BAND_HI'] ?? 0;
        expect(sum).toBeCloseTo(whole, 9);
      }),
    );
  });

  it('gives a former custodian what is learnt of their time later', () => {
    const warm = { rule: 'BAND_HI', startedAt: at(-1), endedAt: at(2) };
    const parts = attribute([warm], custodyOf([aCustodyEvent(), toShop]), {
      ...{ from: at(-10), until: at(10) },
    });
    expect(parts.map(({ custodianName, minutes }) => [custodianName, minutes])).toEqual([
      ['果园', { BAND_HI: 60 }],
      ['铁路', { BAND_HI: 120 }],
      ['商店', {}],
    ]);
  });
});
