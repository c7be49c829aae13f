import { describe, expect, it } from '@jest/globals';
import type { AlertView } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import type { Truth } from './journey.ts';
import { judgeJourney } from './verdict.ts';
import type { WhatStands } from './what-stands.ts';

const DEPARTURE = Date.UTC(2027, 8, 1);

function alert(changes: Partial<AlertView> = {}): AlertView {
  const told = { unitCode: 'BOX-1', rule: 'POWER_OFF', severity: 'MAJOR', isAnnulled: false };
  const times = { startedAt: DEPARTURE + 30 * MINUTE, endedAt: null };
  return { ...told, ...times, ...changes } as AlertView;
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
      'nothing else is told at WARN or above: 1: BOX-1 BAND_HI WARN 30… (taken back)',
    ]);
  });

  it('is broken by what must be silent, be it information', () => {
    const silence = alert({ rule: 'NO_DATA', severity: 'INFO' });
    expect(broken([alert(), silence])).toEqual([
      'NO_DATA is silent on 1 units: BOX-1 NO_DATA INFO 30…',
    ]);
  });

  it('is broken by a leg that nobody measured: its time was reported, or is another', () => {
    const leg = { departedAt: DEPARTURE + 12 * MINUTE, departedBasis: 'MEASURED', arrivedAt: null };
    const told = (changes: object) => [
      { code: 'RUN', state: 'IN_TRANSIT', legs: [{ ...leg, ...changes }] },
    ];
    const departed = { run: 'RUN', leg: 1, what: 'departed', within: [5, 20] } as const;
    const brokenBy = (runs: object[], measured: Truth['measured'] = [departed]) =>
      broken([alert()], { measured }, { runs: runs as unknown as WhatStands['runs'] });
    expect(brokenBy(told({}))).toEqual([]);
    expect(brokenBy(told({ departedBasis: 'REPORTED' }))[0]).toMatch(/REPORTED 12$/);
    expect(brokenBy(told({ departedAt: DEPARTURE + 20 * MINUTE }))[0]).toMatch(/MEASURED 20$/);
    expect(brokenBy(told({}), [{ ...departed, what: 'arrived' }])[0]).toMatch(/never$/);
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

  it('is broken by a run that stands elsewhere, and by goods that nobody weighed in', () => {
    const goods = { acceptedKilograms: 5, damagedKilograms: 0, rejectedKilograms: 0 };
    const found = broken([alert()], {
      runs: [{ code: 'RUN', state: 'CLOSED' }],
      handedOver: [{ to: 'MARKET', ...goods }],
    });
    expect(found).toEqual([
      'run RUN is CLOSED: unknown',
      'MARKET: accepted / damaged / rejected 5 / 0 / 0 kg: 0 / 0 / 0',
    ]);
  });
});
