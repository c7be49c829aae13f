import type { RuleCode, Severity } from '@lenglian/breaches';
import type { JourneyPlanRequest } from '@lenglian/console-contract';
import type { IncidentCause } from '@lenglian/incidents';
import type { Duration } from '@lenglian/quantities';
import type { FleetUnit } from '../fleet/fleet-unit.ts';
import type { Stage, UnitScript } from '../scenarios/scenario.ts';
import type { Cast } from './cast.ts';
import type { Person } from './people.ts';

/** Minutes of event time from the journey's first departure. */
export type Minute = number;
/** From a minute (included) until another (excluded). */
export type MinuteSpan = readonly [from: Minute, until: Minute];

/** A leg of the plan. */
export interface PlannedLeg {
  readonly mode: 'RAIL' | 'ROAD' | 'AIR' | 'CITY';
  readonly from: string;
  readonly to: string;
  readonly departs: Minute;
  readonly arrives: Minute;
}

type PlanLine = JourneyPlanRequest['lines'][number];
/** A line of the plan as it is written: what is absent is not said. */
export type WrittenLine = Pick<PlanLine, 'unitCode'> &
  Partial<Omit<PlanLine, 'lot'>> & {
    readonly lot?:
      | (Pick<NonNullable<PlanLine['lot']>, 'code' | 'commodityCode'> & Partial<PlanLine['lot']>)
      | null;
  };

/** A device of the journey: how it and its unit are simulated. */
export interface Player {
  readonly unit: FleetUnit;
  readonly script: (stage: Stage) => UnitScript;
  /** As devices are added: reefer, tanker, room, box or store. */
  readonly deviceKind: string;
  /** For a unit that no plan brings: the device is bound to it when it is added, from this minute. */
  readonly boundTo?: { readonly unitCode: string; readonly from: Minute };
}

/** Something that somebody does. */
export interface Act {
  readonly at: Minute;
  /** For the log: what is done. */
  readonly says: string;
  readonly take: (person: Person) => Promise<unknown>;
}

/** How an alert or an incident goes on, where it matters: what is absent is not asked. */
export interface ExpectedCourse {
  /**
   * Minutes from when it began until it was proven (an alert), or until somebody could know (an incident), both included.
   */
  readonly raisedWithin?: readonly [least: number, most: number];
  /** It is over at the end of the journey. */
  readonly hasEnded?: boolean;
  /** Somebody has taken it. */
  readonly isAcknowledged?: boolean;
}

/** An alert that must come, or that may. */
export interface ExpectedAlerts extends ExpectedCourse {
  readonly rules: readonly RuleCode[];
  /** Codes of units. Each must have one of the rules. */
  readonly units: readonly string[];
  /** At least. */
  readonly severity?: Severity;
  /** Worse than that breaks the truth. */
  readonly atMost?: Severity;
  /** When the breach began. */
  readonly within: MinuteSpan;
  /** It must have been told and taken back by what was known later. */
  readonly isTakenBack?: boolean;
}

/** What must stand at the end, and what must not. */
export interface Truth {
  /** Must be raised, on every unit named. */
  readonly raised: readonly ExpectedAlerts[];
  /** What follows from the story and may be told or not: of these units, rules and minutes only. */
  readonly mayFollow?: readonly ExpectedAlerts[];
  /** Must not be raised even at INFO. */
  readonly silent?: readonly {
    readonly rules: readonly RuleCode[];
    readonly units: readonly string[];
  }[];
  /** All incidents from WARN on: any other is a fault. */
  readonly incidents: readonly ExpectedIncident[];
  /** Those that may stand besides, or not. */
  readonly incidentsMayFollow?: readonly PossibleIncident[];
  readonly runs: readonly ExpectedRun[];
  /** When legs began and ended by the positions of their units, though nobody reported it. */
  readonly measured?: readonly MeasuredTime[];
  /** When they did by somebody's word, which stands before what was measured. */
  readonly overridden?: readonly OverriddenTime[];
  /** When units were with a run. */
  readonly rides?: readonly ExpectedRide[];
  readonly exposure: readonly ExpectedExposure[];
  /** What lots brought along from those that their goods were before. */
  readonly inherited?: readonly InheritedExposure[];
  /** All that was handed over: to anybody else nothing is. */
  readonly handedOver: readonly HandedOver[];
}

export interface MeasuredTime {
  readonly run: string;
  /** From 1. */
  readonly leg: number;
  readonly what: 'departed' | 'arrived';
  readonly within: MinuteSpan;
}

/** What somebody said, and what positions tell beside it. */
export interface OverriddenTime extends MeasuredTime {
  readonly measuredWithin: MinuteSpan;
}

export interface ExpectedRun {
  readonly code: string;
  readonly state: string;
  /** Steps of its life that nobody took: positions did. */
  readonly measuredSteps?: readonly string[];
}

/** From when until when each of these units was with a run. */
export interface ExpectedRide {
  readonly run: string;
  /** Codes of units. */
  readonly units: readonly string[];
  readonly joined: MinuteSpan;
  readonly left: MinuteSpan;
}

export interface ExpectedIncident extends ExpectedCourse {
  readonly cause: IncidentCause;
  readonly units: number;
  readonly severity: Severity;
}

/** An incident that follows from the story and may come or not, of these units only. */
export interface PossibleIncident {
  readonly cause: IncidentCause;
  /** Codes of units. */
  readonly units: readonly string[];
  /** Why the truth does not say which. */
  readonly because: string;
}

/** Minutes outside limits, of one rule, of each of these lots, while somebody answered for them. */
export interface ExpectedExposure {
  readonly lots: readonly string[];
  readonly custodian: string;
  readonly rule: RuleCode;
  readonly minutes: readonly [least: number, most: number];
}

/** Minutes outside limits, of one rule, that each of these lots has from before it was one. */
export type InheritedExposure = Omit<ExpectedExposure, 'custodian'>;

/** What one party took over in the whole journey, over all lots. */
export interface HandedOver {
  readonly to: string;
  /** Hand-overs; 1 where absent. */
  readonly times?: number;
  readonly acceptedKilograms: number;
  /** None where absent. */
  readonly damagedKilograms?: number;
  readonly rejectedKilograms?: number;
}

/** A journey as it is to be played with one seed. */
export interface JourneyScript {
  readonly plan: {
    readonly runCode: string;
    readonly serviceCode: string;
    readonly loadsAt: Minute;
    readonly legs: readonly PlannedLeg[];
    readonly lines: readonly WrittenLine[];
  } | null;
  /** Units that no plan brings: added when the journey begins to play, and declared so. */
  readonly stock?: readonly {
    readonly unitCode: string;
    readonly kind: string;
    readonly state: 'EMPTY' | 'LAID_UP' | 'IN_USE';
  }[];
  readonly players: readonly Player[];
  readonly acts: readonly Act[];
  readonly truth: Truth;
}

/** A whole journey under a name: plan, story and truth. */
export interface Journey {
  /** In kebab case; the name of its file. */
  readonly name: string;
  /** One sentence for `--help`. */
  readonly summary: string;
  /** Begins the codes of its run, units, lots and devices: 2…8 capital letters, its own. */
  readonly code: string;
  /** Its first departure: a day of its season, and the hour by Beijing time. */
  readonly departs: { readonly month: number; readonly day: number; readonly hour: number };
  /** Event time from which devices speak and until which they do. */
  readonly plays: MinuteSpan;
  /**
   * Where something may be told: each step there is judged before the next, so that the record is the same every time.
   * All of it where absent. Elsewhere too while something is foretold of its units; else the judge follows within the hour, and
   * people act on what it is sure of as well.
   */
  readonly watched?: readonly MinuteSpan[];
  /** Between two samples, and between two steps of the clock. Five minutes or less where goods are judged. */
  readonly sampling: Duration;
  readonly write: (cast: Cast) => JourneyScript;
}
