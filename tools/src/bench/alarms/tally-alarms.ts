import {
  KNOWLEDGES,
  countRules,
  isMissedByPlain,
  knowledgeOf,
  scoreFaulty,
  scoreHealthy,
} from './score-alarms.ts';
import type { ToldAlert, WatchedJourney } from './watch-unit.ts';
import { UNIT_FAULTS } from './watched-unit.ts';

/** Sums over healthy units of one group. */
export interface HealthyCount {
  units: number;
  falseIncidents: number;
  harmlessIncidents: number;
  falseLines: number;
  incidents: number;
  plainLines: number;
  plainAlerts: number;
}

/** Sums healthy units, all and by what may matter: probes, frost, sampling. */
export class HealthyTally {
  private readonly counts = new Map<string, HealthyCount>();
  private readonly falseAlerts: ToldAlert[] = [];
  private readonly heldAlerts: ToldAlert[] = [];

  add(journey: WatchedJourney): void {
    const score = scoreHealthy(journey);
    const { falseLines, falseIncidents, harmlessIncidents, incidents } = score;
    this.falseAlerts.push(...falseLines);
    this.heldAlerts.push(...score.heldLines);
    for (const group of groupsOf(journey)) {
      const count = this.countOf(group);
      count.units += 1;
      count.falseIncidents += falseIncidents;
      count.harmlessIncidents += harmlessIncidents;
      count.falseLines += falseLines.length;
      count.incidents += incidents;
      count.plainLines += journey.plain.lines();
      count.plainAlerts += journey.plain.alerts.length;
    }
  }

  groups(): [string, HealthyCount][] {
    return [...this.counts];
  }

  falseRules(): [string, number][] {
    return countRules(this.falseAlerts);
  }

  /** Of alerts whose condition held without any fruit beyond a limit. */
  heldRules(): [string, number][] {
    return countRules(this.heldAlerts);
  }

  private countOf(group: string): HealthyCount {
    const zero = { units: 0, falseIncidents: 0, harmlessIncidents: 0, falseLines: 0, incidents: 0 };
    const count = this.counts.get(group) ?? { ...zero, plainLines: 0, plainAlerts: 0 };
    this.counts.set(group, count);
    return count;
  }
}

function groupsOf({ unit: { plan } }: WatchedJourney): string[] {
  const isFrost = plan.climate.some(({ lowCelsius }) => lowCelsius < -5);
  return [
    'all',
    plan.probes.length > 0 ? 'with probes' : 'without probes',
    isFrost ? 'in frost' : 'without frost',
  ];
}

/** What a device can tell is tenths: fruit that is beyond a limit by no more is so in nobody's figures, kelvin. */
const TENTH = 0.1;
const SIZES = [`by more than ${TENTH} K`, `by at most ${TENTH} K`] as const;

/** What became of the harms of one group. */
export interface HarmCount {
  harms: number;
  missed: number;
  never: number;
  plainMissed: number;
  lateMedianMinutes: number;
  /** Of what was told at last. */
  latestMinutes: number;
}

/** Sums harms of faulty units: of the critical limits, of the band, by how far beyond, by what could be known, and by fault. */
export class HarmTally {
  private readonly counts = new Map<string, HarmCount & { lates: number[] }>();

  add(journey: WatchedJourney): void {
    for (const { harm, raisedAt, isMissed, lateMinutes, beyondKelvin } of scoreFaulty(journey)) {
      const limit = harm.startsWith('CRIT') ? 'critical' : 'band';
      const [known, fault] = [knowledgeOf(journey.unit), String(journey.unit.fault)];
      const size = SIZES[beyondKelvin > TENTH ? 0 : 1];
      for (const group of [limit, ...[size, known, fault].map((of) => `${of}, ${limit}`)]) {
        const count = this.countOf(group);
        count.harms += 1;
        if (isMissed) count.missed += 1;
        if (isMissed && raisedAt === null) count.never += 1;
        if (isMissed && raisedAt !== null) count.lates.push(lateMinutes);
        if (isMissedByPlain(journey, harm)) count.plainMissed += 1;
      }
    }
  }

  /** All of a limit first, then by how far beyond, by what could be known, and by fault. */
  groups(): [string, HarmCount][] {
    const order = ['critical', 'band', ...[...SIZES, ...KNOWLEDGES, ...UNIT_FAULTS].flatMap(both)];
    return order.flatMap((group) => {
      const count = this.counts.get(group);
      if (!count) return [];
      const latestMinutes = Math.round(Math.max(0, ...count.lates));
      return [[group, { ...count, lateMedianMinutes: median(count.lates), latestMinutes }]];
    });
  }

  private countOf(group: string) {
    const zero = { harms: 0, missed: 0, never: 0, plainMissed: 0 };
    const late = { lateMedianMinutes: 0, latestMinutes: 0, lates: [] };
    const count = this.counts.get(group) ?? { ...zero, ...late };
    this.counts.set(group, count);
    return count;
  }
}

function both(group: string): string[] {
  return [`${group}, critical`, `${group}, band`];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
