import { describe, expect, it } from '@jest/globals';
import { compareSeverity, type Severity } from '@lenglian/breaches';
import fc from 'fast-check';
import { causeOfRule, isCommon, isGap, isSilence } from './causes.ts';
import { gatherIncidents } from './gather-incidents.ts';
import { alertIdsOf, type AlertFact, type Incident } from './incident.ts';
import { nameIncidents } from './name-incidents.ts';
import { after, anAlertFact } from './testing.ts';
import { loneGaps } from './told-further.ts';

const NOW = after(2_000);
const RULES = [
  ...['POWER_OFF', 'NO_DATA', 'DATA_GAP', 'BAND_HI', 'CRIT_HI', 'DOOR_TRANSIT', 'SENSOR_SUSPECT'],
  ...['SETPOINT_MISMATCH', 'BUDGET_HEAT', 'A_NEWER_RULE'],
];

/** Units 1–4 on one genset of a run, 5–8 on another, 9 and 10 on another run with none. */
const alert = fc
  .record({
    rule: fc.constantFrom(...RULES),
    severity: fc.constantFrom<Severity>('INFO', 'WARN', 'MAJOR', 'CRITICAL'),
    unit: fc.integer({ min: 1, max: 10 }),
    lot: fc.integer({ min: 1, max: 2 }),
    start: fc.integer({ min: 0, max: 400 }),
    lasts: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
    isExpected: fc.boolean(),
    interval: fc.integer({ min: 0, max: 60 }),
  })
  .map(
    ({ rule, severity, unit, lot, start, lasts, isExpected, interval }): Omit<AlertFact, 'id'> => {
      const runId = unit > 8 ? 'r2' : 'r1';
      return {
        ...{ rule, unitId: `u${unit}`, lotId: `l${unit}/${lot}`, runId, startedAt: after(start) },
        severity: isGap(rule) ? 'INFO' : severity,
        powerGroup: unit > 8 ? null : `r1/${unit > 4 ? 2 : 1}`,
        endedAt: lasts === undefined ? null : after(start + lasts),
        expectedUntil: isSilence(rule) && isExpected ? after(start + 46) : null,
        dueAt: isSilence(rule) ? after(start + interval) : null,
      };
    },
  );
/** Ids sort as nothing else does. */
const alerts = fc.array(alert, { maxLength: 30 }).chain((facts) =>
  fc
    .shuffledSubarray(
      facts.map((_, i) => `a${String(i).padStart(2, '0')}`),
      { minLength: facts.length },
    )
    .map((ids) => facts.map((fact, i): AlertFact => ({ ...fact, id: ids[i] ?? '' }))),
);

function incidentOf(incidents: readonly Incident[], id: string): Incident | undefined {
  return incidents.find((incident) => alertIdsOf(incident).includes(id));
}

describe('incidents of any alerts', () => {
  it('hold every alert exactly once', () => {
    fc.assert(
      fc.property(alerts, (facts) => {
        const held = gatherIncidents(facts, NOW).flatMap(alertIdsOf);
        expect(held.toSorted()).toEqual(facts.map(({ id }) => id).toSorted());
      }),
    );
  });

  it('are a function of the set, in whatever order it comes', () => {
    const twoOrders = alerts.chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
    );
    fc.assert(
      fc.property(twoOrders, ([facts, shuffled]) => {
        expect(gatherIncidents(shuffled, NOW)).toEqual(gatherIncidents(facts, NOW));
      }),
    );
  });

  it('are no more than the units with alerts, their suspect sensors and their gaps, but for common causes', () => {
    fc.assert(
      fc.property(alerts, (facts) => {
        const open = facts.filter(({ endedAt }) => endedAt === null);
        const incidents = gatherIncidents(open, NOW);
        const own = incidents.filter(({ cause }) => !isCommon(cause));
        const unit = ({ unitId, runId, rule }: AlertFact) =>
          `${unitId}${runId}${causeOfRule(rule) === 'SENSOR'}`;
        const gaps = loneGaps(open);
        const others = open.filter((fact) => !gaps.flat().includes(fact));
        const most = new Set(others.map(unit)).size + gaps.length;
        expect(own.length).toBeLessThanOrEqual(most);
        for (const { cause, children } of incidents)
          if (isCommon(cause)) expect(children.length).toBeGreaterThan(1);
      }),
    );
  });

  it('are as bad as the worst of their alerts that last, unless its silence is expected', () => {
    fc.assert(
      fc.property(alerts, (facts) => {
        const incidents = gatherIncidents(facts, NOW);
        for (const { id, severity, endedAt } of facts) {
          if (endedAt !== null) continue;
          const incident = incidentOf(incidents, id);
          // Everything expected was over long before NOW.
          expect(compareSeverity(incident?.severity ?? 'INFO', severity)).toBeGreaterThanOrEqual(0);
          expect(incident?.endedAt).toBeNull();
        }
      }),
    );
  });

  it('are parted by a further alert only where it has a common cause with one of them', () => {
    const oneMore = fc.tuple(alerts, alert).map(([facts, fact]) => ({ facts, fact }));
    fc.assert(
      fc.property(oneMore, ({ facts, fact }) => {
        const further: AlertFact = { ...fact, id: 'further' };
        const before = gatherIncidents(facts, NOW);
        const now = gatherIncidents([...facts, further], NOW);
        const its = incidentOf(now, 'further');
        for (const incident of before) {
          const left = alertIdsOf(incident).filter((id) => incidentOf(now, id) !== its);
          expect(new Set(left.map((id) => incidentOf(now, id))).size).toBeLessThanOrEqual(1);
          const hasParted = left.length > 0 && left.length < alertIdsOf(incident).length;
          if (hasParted) expect(isCommon(its?.cause ?? 'GOODS')).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are as they would be without the gaps that were not told further, which are by themselves', () => {
    fc.assert(
      fc.property(alerts, (facts) => {
        const gaps = new Set(loneGaps(facts).flat());
        const others = facts.filter((fact) => !gaps.has(fact));
        const all = gatherIncidents(facts, NOW);
        const isOfGaps = (incident: Incident) =>
          alertIdsOf(incident).some((id) => [...gaps].some((gap) => gap.id === id));
        expect(all.filter((incident) => !isOfGaps(incident))).toEqual(gatherIncidents(others, NOW));
        expect(all.filter(isOfGaps)).toHaveLength(loneGaps(facts).length);
      }),
    );
  });

  it('keep their names while alerts come one after the other, and lose none but to another', () => {
    fc.assert(
      fc.property(alerts, (facts) => {
        let known = new Map<string, string>();
        for (let count = 1; count <= facts.length; count++) {
          const incidents = gatherIncidents(facts.slice(0, count), NOW);
          const { named, merged } = nameIncidents(incidents, known);
          expect(named.size).toBe(incidents.length);
          for (const name of new Set(known.values()))
            expect(named.has(name) !== merged.has(name)).toBe(true);
          for (const heir of merged.values()) expect(named.has(heir)).toBe(true);
          known = new Map(
            [...named].flatMap(([name, incident]) =>
              alertIdsOf(incident).map((id): [string, string] => [id, name]),
            ),
          );
        }
        const again = nameIncidents(gatherIncidents(facts, NOW), known);
        expect(again.merged.size).toBe(0);
        for (const [name, incident] of again.named)
          for (const id of alertIdsOf(incident)) expect(known.get(id)).toBe(name);
      }),
    );
  });

  it('of a train whose every unit falls silent within minutes are one', () => {
    const trains = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 50 });
    fc.assert(
      fc.property(trains, (minutes) => {
        const facts = minutes.map((minute, i) =>
          anAlertFact({
            ...{ id: `a${i}`, rule: 'NO_DATA', unitId: `u${i}`, startedAt: after(minute) },
          }),
        );
        expect(gatherIncidents(facts, NOW)).toHaveLength(1);
      }),
    );
  });

  it('hold a gap and what it became together, whatever else there is', () => {
    const both = fc.tuple(alerts, alert, fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(both, ([facts, fact, interval]) => {
        const dueAt = fact.startedAt + interval * 60_000;
        const gap = {
          ...fact,
          ...{ id: 'gap', rule: 'DATA_GAP', severity: 'INFO' as const, dueAt },
        };
        const offline = { ...gap, ...{ id: 'off', rule: 'NO_DATA', severity: 'WARN' as const } };
        const incidents = gatherIncidents([...facts, gap, offline], NOW);
        expect(incidentOf(incidents, 'gap')).toBe(incidentOf(incidents, 'off'));
      }),
      { numRuns: 500 },
    );
  });
});
