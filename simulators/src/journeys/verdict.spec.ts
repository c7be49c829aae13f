import { describe, expect, it } from '@jest/globals';
import type { AlertView } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import type { Truth } from './journey.ts';
import { judgeJourney } from './verdict.ts';
import type { WhatStands } from './what-stands.ts';

const DEPARTURE = Date.UTC(2027, 8, 1);

function alert(changes: Partial<AlertView> = {}): AlertView {
  const told = { unitCode: 'BOX-1', rule: 'POWER_OFF', severity: 'MAJOR', isAnnulled: false };
  const startedAt = changes.startedAt ?? DEPARTURE + 30 * MINUTE;
  const times = { startedAt, raisedAt: startedAt + 5 * MINUTE, endedAt: null };
  return { ...told, ...times, acknowledgedAt: null, ...changes } as AlertView;
}

const truth: Truth = {
  raised: [{ rules: ['POWER_OFF'], units: ['BOX-1'], severity: 'MAJOR', within: [20, 40] }],
  mayFollow: [{ rules: ['PREDICTED'], units: ['BOX-1'], within: [20, 90] }],
  silent: [{ rules: ['NO_DATA'], units: ['BOX-1'] }],
  ...{ incidents: [], runs: [], exposure: [], handedOver: [] },
};

/** The lines that do not hold. */
function broken(
  alerts: readonly AlertView[],
  changes: Partial<Truth> = {},
  more: Partial<WhatStands> = {},
): string[] {
  const stands: WhatStands = {
    ...{ alerts, incidents: [], runs: [], handOvers: [] },
    ...{ custody: new Map(), exposures: new Map(), unitIds: new Map() },
    ...{ steps: new Map(), rides: new Map() },
    ...more,
  };
  return judgeJourney({ ...truth, ...changes }, stands, DEPARTURE)
    .filter(({ isHeld }) => !isHeld)
    .map((line) => `${line.truth}: ${line.found}`);
}

describe(judgeJourney.name, () => {
  it('holds where what must be raised is, and nothing else', () => {
    expect(broken([alert()])).toEqual([]);
    expect(broken([alert(), alert({ rule: 'PREDICTED', severity: 'WARN' })])).toEqual([]);
    expect(broken([alert(), alert({ rule: 'DOOR_LONG', severity: 'INFO' })])).toEqual([]);
  });

  it.each([
    ['not at all', []],
    ['too mild', [alert({ severity: 'INFO' })]],
    ['too late', [alert({ startedAt: DEPARTURE + 40 * MINUTE })]],
    ['of another box', [alert({ unitCode: 'BOX-2' })]],
    ['and taken back', [alert({ isAnnulled: true })]],
  ])('is broken where what must be raised is raised %s', (_how, alerts) => {
    expect(broken(alerts)[0]).toMatch(/^BOX-1: POWER_OFF at MAJOR or above/);
  });

  it('holds what begins in the last second of its minutes, and not what begins when they are over', () => {
    const last = alert({ rule: 'PREDICTED', startedAt: DEPARTURE + 90 * MINUTE - 1 });
    expect(broken([alert(), last])).toEqual([]);
    const over = alert({ rule: 'PREDICTED', startedAt: DEPARTURE + 90 * MINUTE });
    expect(broken([alert(), over])).toHaveLength(1);
  });

  it.each([
    ['too soon', { raisedWithin: [6, 9] }],
    ['too late', { raisedWithin: [0, 4] }],
    ['and has not ended', { hasEnded: true }],
    ['and nobody has taken it', { isAcknowledged: true }],
  ] as const)('is broken where what must be raised is raised %s', (_how, course) => {
    const raised = truth.raised.map((one) => ({ ...one, ...course }));
    // Lacking, and nothing else: it is named all the same.
    expect(broken([alert()], { raised })).toHaveLength(1);
  });

  it('holds where what must be raised was told in time, taken by somebody, and is over', () => {
    const course = { raisedWithin: [3, 5], hasEnded: true, isAcknowledged: true } as const;
    const raised = truth.raised.map((one) => ({ ...one, ...course }));
    const at = DEPARTURE + 60 * MINUTE;
    expect(broken([alert({ acknowledgedAt: at, endedAt: at })], { raised })).toEqual([]);
  });

  it('is broken by what is told worse than it may be', () => {
    const raised = truth.raised.map((one) => ({ ...one, atMost: 'MAJOR' as const }));
    expect(broken([alert()], { raised })).toEqual([]);
    const worse = broken([alert({ severity: 'CRITICAL' })], { raised });
    expect(worse).toHaveLength(2);
    expect(worse[0]).toMatch(/^BOX-1: POWER_OFF at MAJOR to MAJOR/);
    expect(worse[1]).toMatch(/^nothing else is told at WARN or above: 1: BOX-1 POWER_OFF CRITICAL/);
  });

  it('is broken by whatever else is told at WARN or above, also what was taken back', () => {
    const other = alert({ rule: 'BAND_HI', severity: 'WARN', isAnnulled: true });
    expect(broken([alert(), other])).toEqual([
      'nothing else is told at WARN or above: 1: BOX-1 BAND_HI WARN 30… told in 35 (taken back)',
    ]);
  });

  it('is broken by what must be silent, be it information', () => {
    const silence = alert({ rule: 'NO_DATA', severity: 'INFO' });
    expect(broken([alert(), silence])).toEqual([
      'NO_DATA is silent on 1 units: BOX-1 NO_DATA INFO 30… told in 35',
    ]);
  });

  it('is broken by goods that forgot what they went through before', () => {
    const inherited = [{ lots: ['L'], rule: 'BAND_HI', minutes: [30, 40] }] as const;
    const brokenBy = (minutes: Record<string, number>) => {
      const exposures = new Map([['L', { inheritedMinutes: minutes }]]);
      return broken([alert()], { inherited }, { exposures } as unknown as WhatStands);
    };
    expect(brokenBy({ BAND_HI: 35 })).toEqual([]);
    expect(brokenBy({ BAND_HI: 29, POWER_OFF: 35 })).toHaveLength(1);
    expect(brokenBy({})).toHaveLength(1);
  });

  it('is broken by more than ten lines within ten minutes, also of incidents that became one', () => {
    const openedAfter = (minutes: readonly number[], severity = 'WARN') => ({
      incidents: minutes.map((minute) => ({
        ...{ cause: 'GOODS', state: 'MERGED', severity, children: [{ unitCode: 'BOX-1' }] },
        ...{ startedAt: DEPARTURE, openedAt: DEPARTURE + minute * MINUTE },
      })) as unknown as WhatStands['incidents'],
    });
    const eleven = Array.from({ length: 11 }, (_, i) => 5 + i * 0.9);
    expect(broken([alert()], {}, openedAfter(eleven))).toEqual([
      'at most 10 new lines reach an officer in any 10 minutes: 11',
    ]);
    expect(broken([alert()], {}, openedAfter(eleven, 'INFO'))).toEqual([]);
    expect(broken([alert()], {}, openedAfter([...eleven.slice(0, 10), 15]))).toEqual([]);
  });

  it('is broken by an incident of whatever cause that nobody expects, unless it may follow', () => {
    const children = [{ unitCode: 'BOX-1' }];
    const goods = {
      cause: 'GOODS',
      severity: 'WARN',
      state: 'OPEN',
      ...{ startedAt: DEPARTURE, openedAt: DEPARTURE + 4 * MINUTE, endedAt: null },
      ...{ acknowledgedAt: null, children },
    };
    const brokenBy = (changes: object, more: Partial<Truth> = {}) =>
      broken([alert()], more, {
        incidents: [{ ...goods, ...changes }] as unknown as WhatStands['incidents'],
      });
    expect(brokenBy({})).toEqual([
      'no other incident at WARN or above: GOODS of 1 at WARN from 0, told in 4, OPEN (BOX-1)',
    ]);
    expect(brokenBy({ severity: 'INFO' })).toEqual([]);
    expect(brokenBy({ state: 'MERGED' })).toEqual([]);
    const incidentsMayFollow = [
      { cause: 'GOODS', units: ['BOX-1'], because: 'it is at the edge' },
    ] as const;
    expect(brokenBy({}, { incidentsMayFollow })).toEqual([]);
    expect(brokenBy({ cause: 'DOOR' }, { incidentsMayFollow })).toHaveLength(1);
    expect(brokenBy({ children: [{ unitCode: 'BOX-2' }] }, { incidentsMayFollow })).toHaveLength(1);
    const expected = { cause: 'GOODS', units: 1, severity: 'WARN' } as const;
    expect(brokenBy({}, { incidents: [expected] })).toEqual([]);
    expect(brokenBy({}, { incidents: [{ ...expected, raisedWithin: [3, 4] }] })).toEqual([]);
    expect(
      brokenBy({}, { incidents: [{ ...expected, raisedWithin: [5, 20], isAcknowledged: true }] }),
    ).toEqual([
      'an incident GOODS of 1 units at WARN or above, told after 5…20 minutes, taken by somebody: GOODS of 1 at WARN from 0, told in 4, OPEN (BOX-1)',
      'no other incident at WARN or above: GOODS of 1 at WARN from 0, told in 4, OPEN (BOX-1)',
    ]);
  });

  it('is broken by a hand-over too many, and by one to somebody whom it does not name', () => {
    const lots = [{ quantityKilograms: 100, damagedKilograms: 10, rejectedKilograms: null }];
    const delivered = { from: { name: 'RAILWAY' }, to: { name: 'MARKET' }, lots };
    const brokenBy = (handOvers: object[], handedOver: Truth['handedOver']) =>
      broken([alert()], { handedOver }, {
        handOvers,
      } as unknown as Partial<WhatStands>);
    const market = { to: 'MARKET', acceptedKilograms: 90, damagedKilograms: 10 };
    expect(brokenBy([delivered], [market])).toEqual([]);
    expect(brokenBy([delivered, { ...delivered, lots: [] }], [market])).toEqual([
      'MARKET: accepted / damaged / rejected 90 / 10 / 0 kg in 1 hand-overs: 90 / 10 / 0 kg in 2 hand-overs',
    ]);
    expect(brokenBy([delivered], [])).toEqual([
      'nothing is handed over to anybody else: RAILWAY to MARKET: 1',
    ]);
  });

  it('is broken by a run that stands elsewhere, and by goods that nobody weighed in', () => {
    const found = broken([alert()], {
      runs: [{ code: 'RUN', state: 'CLOSED' }],
      handedOver: [{ to: 'MARKET', acceptedKilograms: 5 }],
    });
    expect(found).toEqual([
      'run RUN is CLOSED: unknown',
      'MARKET: accepted / damaged / rejected 5 / 0 / 0 kg in 1 hand-overs: 0 / 0 / 0 kg in 0 hand-overs',
    ]);
  });
});
