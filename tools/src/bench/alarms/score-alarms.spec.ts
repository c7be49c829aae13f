import { describe, expect, it } from '@jest/globals';
import type { Episode } from '@lenglian/breaches';
import { HOUR, MINUTE } from '@lenglian/quantities';
import path from 'node:path';
import { readCarriedGoods, type CarriedGoods } from './carried-goods.ts';
import { drawUnit } from './draw-unit.ts';
import { fruitLimits, type FruitLimit } from './fruit-truth.ts';
import { PlainThreshold } from './plain-threshold.ts';
import { isMissedByPlain, knowledgeOf, scoreFaulty, scoreHealthy } from './score-alarms.ts';
import { UnitCourse } from './unit-course.ts';
import type { ToldAlert, WatchedJourney } from './watch-unit.ts';
import type { UnitFault } from './watched-unit.ts';

const SEEDS = path.join(import.meta.dirname, '../../../../seeds');
const PEARS = readCarriedGoods(SEEDS).find(
  ({ profile }) => profile.code === 'PEAR_KORLA',
) as CarriedGoods;

function unitWith(fault: UnitFault | null) {
  const drawn = drawUnit({ seed: 1, plant: 'three-node', fault, carried: PEARS, from: 0 });
  return { ...drawn, plan: { ...drawn.plan, faultAt: 0, probes: [] } };
}

/** The fruit is at 0 °C, but for some minutes. */
function fruitOf(warmFrom: number, warmUntil: number, celsius = 3): FruitLimit[] {
  const limits = fruitLimits(PEARS.profile);
  for (let minute = 0; minute < 600; minute++) {
    const value = minute >= warmFrom && minute < warmUntil ? celsius : 0;
    for (const limit of limits) limit.observe(value, value, minute * MINUTE);
  }
  return limits;
}

/** Air that blows at −5 °C for some minutes, over fruit at 0 °C. */
function courseOf(frostFrom: number, frostUntil: number): UnitCourse {
  const course = new UnitCourse(PEARS.profile);
  for (let minute = 0; minute < 600; minute++) {
    const air = minute >= frostFrom && minute < frostUntil ? -5 : 0;
    course.observe({ at: minute * MINUTE, extremes: [0, 0], blownAir: [air, 1] });
  }
  return course;
}

function alertAt(minute: number, changes: Partial<Episode> = {}): ToldAlert {
  const at = minute * MINUTE;
  const episode: Episode = {
    ...{ rule: 'BAND_HI', severity: 'WARN', startedAt: at, raisedAt: at + 20 * MINUTE },
    ...{ endedAt: at + HOUR, clearedAt: at + HOUR, limit: 2, peak: 3, signal: 'RETURN' },
    ...{ degreeMinutes: 20, spentMinutes: null, isUnverified: false },
    ...changes,
  };
  const warnedAt = episode.severity === 'INFO' ? null : episode.raisedAt;
  const alertId = `alert-${minute}-${episode.rule}`;
  return { alertId, episode, toldAt: episode.raisedAt, warnedAt, isAnnulled: false };
}

function journey(
  alerts: readonly ToldAlert[],
  fruit: FruitLimit[],
  fault: UnitFault | null = null,
  course = new UnitCourse(PEARS.profile),
): WatchedJourney {
  const plain = new PlainThreshold(PEARS.profile);
  return { unit: unitWith(fault), alerts, plain, fruit, anyFruit: fruit, course };
}

describe(scoreHealthy.name, () => {
  it('calls an alert false when no fruit was beyond its limit before it was raised', () => {
    const score = scoreHealthy(journey([alertAt(10)], fruitOf(100, 200)));
    expect(score).toMatchObject({ incidents: 1, falseIncidents: 1 });
    expect(score.falseLines).toHaveLength(1);
  });

  it('calls no alert false of which the fruit was beyond, if for a minute', () => {
    expect(scoreHealthy(journey([alertAt(10)], fruitOf(20, 21))).falseIncidents).toBe(0);
  });

  it('counts apart, neither as right nor as false, freezing air that truly blew for its delay', () => {
    const frost = alertAt(10, { rule: 'CRIT_LO', severity: 'CRITICAL', signal: 'RETURN' });
    const blown = (minutes: number) =>
      scoreHealthy(journey([frost], fruitOf(0, 0), null, courseOf(10, 10 + minutes)));
    expect(blown(21)).toMatchObject({ falseIncidents: 0, harmlessIncidents: 1 });
    expect(blown(21).heldLines).toHaveLength(1);
    expect(blown(20)).toMatchObject({ falseIncidents: 1, harmlessIncidents: 1 });
    const byEstimate = { ...frost, episode: { ...frost.episode, signal: 'ESTIMATE' as const } };
    const estimated = journey([byEstimate], fruitOf(0, 0), null, courseOf(10, 40));
    expect(scoreHealthy(estimated).falseIncidents).toBe(1);
  });

  it('counts what is wrong with a unit at a time once, and is true where one of it is', () => {
    const rise = alertAt(20, { rule: 'RISE_RATE' });
    const both = scoreHealthy(journey([alertAt(10), rise], fruitOf(0, 0)));
    expect(both).toMatchObject({ incidents: 1, falseIncidents: 1 });
    expect(both.falseLines).toHaveLength(2);
    const half = scoreHealthy(journey([alertAt(10), rise], fruitOf(15, 40)));
    expect(half).toMatchObject({ incidents: 1, falseIncidents: 0 });
    expect(half.falseLines).toHaveLength(1);
  });

  it('does not count what informs only', () => {
    const info = alertAt(10, { rule: 'POWER_OFF', severity: 'INFO' });
    expect(scoreHealthy(journey([info], fruitOf(0, 0)))).toMatchObject({ incidents: 0 });
  });
});

describe(scoreFaulty.name, () => {
  const warm = () => fruitOf(100, 300);

  it('misses harm of which nobody was told, and that of which too late', () => {
    const [never] = scoreFaulty(journey([], warm(), 'LOW_REFRIGERANT'));
    expect(never).toMatchObject({ harm: 'BAND_HI', harmedAt: 120 * MINUTE, isMissed: true });
    expect(never?.lateMinutes).toBe(Infinity);
    expect(never?.beyondKelvin).toBe(1);
    // Air has 20 minutes after the harm to prove it: until 140.
    const [late] = scoreFaulty(journey([alertAt(121)], warm(), 'LOW_REFRIGERANT'));
    expect(late).toMatchObject({ isMissed: true, lateMinutes: 1 });
    const [timely] = scoreFaulty(journey([alertAt(120)], warm(), 'LOW_REFRIGERANT'));
    expect(timely).toMatchObject({ isMissed: false, lateMinutes: 0 });
  });

  it('takes neither an INFO for a warning nor one that had ended before the fault', () => {
    const info = alertAt(50, { severity: 'INFO' });
    expect(scoreFaulty(journey([info], warm(), 'POWER_LOSS'))[0]?.isMissed).toBe(true);
    const old = alertAt(-120, { endedAt: -1 });
    expect(scoreFaulty(journey([old], warm(), 'POWER_LOSS'))[0]?.isMissed).toBe(true);
  });

  it('finds no harm where the fruit was beyond for no longer than the delay', () => {
    expect(scoreFaulty(journey([], fruitOf(100, 120), 'POWER_LOSS'))).toEqual([]);
  });
});

describe(isMissedByPlain.name, () => {
  it('asks the plain rule for the same harm in the same time', () => {
    const watched = journey([], fruitOf(100, 300), 'POWER_LOSS');
    expect(isMissedByPlain(watched, 'BAND_HI')).toBe(true);
    watched.plain.alerts.push({ raisedAt: 90 * MINUTE, endedAt: null, side: 'HIGH' });
    expect(isMissedByPlain(watched, 'BAND_HI')).toBe(false);
  });
});

describe(PlainThreshold.name, () => {
  it('is one line for what follows within an hour', () => {
    const plain = new PlainThreshold(PEARS.profile);
    for (const [from, until] of [
      [0, 10],
      [60, 65],
      [140, 150],
    ] as const)
      plain.alerts.push({ raisedAt: from * MINUTE, endedAt: until * MINUTE, side: 'HIGH' });
    expect(plain.lines()).toBe(2);
  });
});

describe(knowledgeOf.name, () => {
  const knowledge = (fault: UnitFault, probes: number, loadedProduct: number | null) => {
    const unit = unitWith(fault);
    const probe = { depth: 0.5, stack: 0, offsetKelvin: 0 };
    return knowledgeOf({
      ...unit,
      plan: { ...unit.plan, probes: Array.from({ length: probes }, () => probe) },
      context: { ...unit.context, loadedProduct },
    });
  };

  it('knows goods by a probe or by what was noted of them, while sensors are true', () => {
    expect(knowledge('WARM_LOAD', 1, null)).toBe('goods known, sensors true');
    expect(knowledge('WARM_LOAD', 0, 4)).toBe('goods known, sensors true');
    expect(knowledge('WARM_LOAD', 0, null)).toBe('goods that nobody knows, sensors true');
  });

  it('knows a probe to be true beside a sensor that lies, but not the one that is stuck', () => {
    expect(knowledge('SENSOR_DRIFT', 1, null)).toBe('a sensor that lies, beside a true probe');
    expect(knowledge('SENSOR_DRIFT', 0, 1)).toBe('a sensor that lies, no true probe');
    expect(knowledge('SENSOR_STUCK', 1, 1)).toBe('a sensor that lies, no true probe');
    expect(knowledge('SENSOR_STUCK', 2, 1)).toBe('a sensor that lies, beside a true probe');
  });
});
