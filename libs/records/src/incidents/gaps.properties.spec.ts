import { afterEach, describe, expect, it } from '@jest/globals';
import type { RuleCode, Severity } from '@lenglian/breaches';
import { HOUR, MINUTE, type Instant } from '@lenglian/quantities';
import fc from 'fast-check';
import { addTestJourneys, openTestRecords, testVerdict, type TestRecords } from '../testing.ts';

const UNITS = 6;
const WANG = { id: 'wang' };

/** What happens next to a unit, so many minutes later. */
const happening = fc.record({
  what: fc.constantFrom(
    'falls silent',
    'speaks',
    'speaks',
    'was warm',
    'line is taken',
    'is taken',
  ),
  unit: fc.integer({ min: 1, max: UNITS }),
  others: fc.subarray([1, 2, 3, 4, 5, 6]),
  later: fc.integer({ min: 1, max: 9 }),
  lostPower: fc.boolean(),
});
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

interface Told {
  readonly id: string;
  readonly unit: number;
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
}

/** Records that are told what happens to units of one run, with the gaps in it or without. */
class World {
  private sequence = 0;
  readonly test: TestRecords;
  private readonly unitIds: ReadonlyMap<string, string>;
  private readonly hasGaps: boolean;

  constructor(test: TestRecords, unitIds: ReadonlyMap<string, string>, hasGaps: boolean) {
    this.test = test;
    this.unitIds = unitIds;
    this.hasGaps = hasGaps;
  }

  async tell(told: readonly Told[], now: Instant): Promise<void> {
    const { records } = this.test;
    const verdicts = told
      .filter(({ rule }) => this.hasGaps || rule !== 'DATA_GAP')
      .map(({ id, unit, endedAt = null, ...episode }) =>
        testVerdict((this.sequence += 1), {
          ...{ alertId: id, unitId: this.unitIds.get(`UNIT-${unit}`) ?? '' },
          episode: { ...episode, raisedAt: now, endedAt, clearedAt: endedAt },
        }),
      );
    if (verdicts.length === 0) return;
    await records.incidents.followAlerts(await records.alerts.applyVerdicts(verdicts, now), now);
  }

  /** Takes the line of a unit, if it has one. */
  async take(unit: number, now: Instant): Promise<void> {
    const unitId = this.unitIds.get(`UNIT-${unit}`);
    const line = (await this.lines()).find(({ children }) =>
      children.some((child) => child.unitId === unitId),
    );
    const acknowledgement = { now, nextCheckAt: now + 3 * HOUR };
    if (line) await this.test.records.incidents.acknowledge(WANG, line.id, acknowledgement);
  }

  /** Takes what is told of a unit, but its gaps, one by one. */
  async takeAlerts(unit: number, now: Instant): Promise<void> {
    const { alerts, incidents } = this.test.records;
    const unitId = this.unitIds.get(`UNIT-${unit}`);
    const live = await alerts.list({ limit: 50, state: 'live', unitId, notRule: 'DATA_GAP' });
    for (const { id } of live.items) {
      const taken = await alerts.acknowledge(WANG, id, { now, nextCheckAt: now + 3 * HOUR });
      await incidents.followAlerts([taken], now);
    }
  }

  /** Lines as an officer sees them, by the alerts that are no gaps. */
  async shown(): Promise<string[]> {
    const lines = await this.lines();
    return lines
      .map(({ children, cause, severity, state, acknowledgedBy, untakenSince }) => {
        const stages = children
          .flatMap((child) => child.stages)
          .filter((id) => !id.includes('gap'));
        return [...stages.sort(), cause, severity, state, acknowledgedBy, untakenSince].join(' ');
      })
      .sort();
  }

  private async lines() {
    const live = await this.test.records.incidents.list({ limit: 50, state: 'live' });
    return live.items.filter(({ severity }) => severity !== 'INFO');
  }
}

/** What the judge would tell of it. */
class Story {
  private readonly silences = new Map<number, { startedAt: Instant; gap?: Told; offline?: Told }>();
  private count = 0;

  next({ what, unit, others, lostPower }: Happening, now: Instant): Told[] {
    const told = this.goOn(now);
    if (what === 'falls silent')
      for (const one of [unit, ...others])
        if (!this.silences.has(one)) this.silences.set(one, { startedAt: now });
    if (what === 'was warm')
      told.push({ ...this.alert(unit, 'BAND_HI', now - 2 * MINUTE), endedAt: now });
    const silence = what === 'speaks' ? this.silences.get(unit) : undefined;
    if (!silence) return told;
    this.silences.delete(unit);
    for (const one of [silence.gap, silence.offline]) if (one) told.push({ ...one, endedAt: now });
    if (silence.offline && lostPower)
      told.push({ ...this.alert(unit, 'POWER_OFF', silence.startedAt), endedAt: now });
    return told;
  }

  private goOn(now: Instant): Told[] {
    return [...this.silences].flatMap(([unit, silence]) => {
      const { startedAt } = silence;
      const told: Told[] = [];
      if (!silence.gap && !silence.offline && now - startedAt >= 10 * MINUTE)
        told.push((silence.gap = this.alert(unit, 'DATA_GAP', startedAt, 'INFO')));
      if (!silence.offline && now - startedAt >= 30 * MINUTE)
        told.push((silence.offline = this.alert(unit, 'NO_DATA', startedAt)));
      return told;
    });
  }

  private alert(
    unit: number,
    rule: RuleCode,
    startedAt: Instant,
    severity: Severity = 'WARN',
  ): Told {
    const place = String((this.count += 1)).padStart(4, '0');
    const id = `00000000-${place}-${rule === 'DATA_GAP' ? 'gap' : 'x'}`;
    return { id, unit, rule, severity, startedAt };
  }
}

describe('lines before an officer', () => {
  const opened: TestRecords[] = [];
  afterEach(async () => {
    for (const test of opened.splice(0)) await test.dispose();
  });

  const open = async (hasGaps: boolean): Promise<World> => {
    const test = await openTestRecords();
    opened.push(test);
    const { unitIds } = await addTestJourneys(test.records, test.clock.now(), UNITS);
    return new World(test, unitIds, hasGaps);
  };

  it('are taken, owned and called out as if no gap had been told', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 20, maxLength: 40, size: 'max' }),
        async (happenings) => {
          const worlds = [await open(true), await open(false)];
          let now = worlds[0]?.test.clock.now() ?? 0;
          const story = new Story();
          for (const next of happenings) {
            now += next.later * MINUTE;
            const told = story.next(next, now);
            for (const world of worlds) {
              await world.tell(told, now);
              if (next.what === 'line is taken') await world.take(next.unit, now);
              if (next.what === 'is taken') await world.takeAlerts(next.unit, now);
            }
            const [withGaps, without] = await Promise.all(worlds.map((world) => world.shown()));
            expect(withGaps).toEqual(without);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
